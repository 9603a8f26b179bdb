using System.Text;

namespace DiCNet.Tests.Train;

/// <summary>Writes safetensors files, right ones and wrong ones.</summary>
static class SafeTensorFile
{
    public static void Write(string path, IEnumerable<(string Name, long[] Shape, float[] Values)> tensors)
    {
        var (entries, data) = (new List<string>(), new MemoryStream());
        foreach (var (name, shape, values) in tensors)
        {
            var start = data.Length;
            foreach (var value in values)
            {
                data.Write(BitConverter.GetBytes(value));
            }

            entries.Add($"\"{name}\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{start},{data.Length}]}}");
        }

        Write(path, $"{{\"__metadata__\":{{\"format\":\"pt\"}},{string.Join(',', entries)}}}", data.ToArray());
    }

    public static void Write(string path, string header, byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((ulong)json.Length), .. json, .. data]);
    }
}
