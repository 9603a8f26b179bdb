using System.Buffers.Binary;
using System.Text.Json;

namespace DiCNet.Train.Networks;

/// <summary>Reads a safetensors file: eight bytes of header length, a JSON header, the tensors' bytes.</summary>
/// <remarks>The header is checked when the file is opened, values are read when asked for.</remarks>
sealed class SafeTensors : IDisposable
{
    // The format's own limit.
    private const long MaxHeader = 100_000_000;

    private readonly FileStream _file;
    private readonly string _name;
    private readonly long _data;
    private readonly Dictionary<string, SafeTensor> _tensors;

    private SafeTensors(FileStream file, long data, Dictionary<string, SafeTensor> tensors)
    {
        (_file, _name, _data, _tensors) = (file, file.Name, data, tensors);
    }

    /// <summary>What the file holds, by name.</summary>
    public IReadOnlyDictionary<string, SafeTensor> Tensors => _tensors;

    /// <summary>Opens a file and checks its header against its length.</summary>
    /// <exception cref="UserError">The file is missing, truncated or not of this format, or a tensor lies outside of it.</exception>
    public static SafeTensors Open(string path)
    {
        FileStream file;
        try
        {
            file = File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError("the weights cannot be read", path, e is FileNotFoundException or DirectoryNotFoundException ? "check the path" : e.Message, e);
        }

        try
        {
            var (data, tensors) = ReadHeader(file, path);
            return new SafeTensors(file, data, tensors);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Values of a tensor as float32, row by row.</summary>
    /// <exception cref="UserError">No such tensor, or the file became shorter.</exception>
    public float[] Read(string name)
    {
        if (!_tensors.TryGetValue(name, out var tensor))
        {
            throw new UserError($"no tensor {name}", _name, _tensors.Count == 0 ? "the file holds none" : $"did you mean {Spelling.Nearest(name, _tensors.Keys)}?");
        }

        var bytes = new byte[tensor.End - tensor.Start];
        _file.Position = _data + tensor.Start;
        if (_file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw Broken(_name, $"tensor {name} is cut off");
        }

        var values = new float[tensor.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = tensor.Type switch
            {
                SafeTensorType.F32 => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 * i)),
                SafeTensorType.F16 => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(2 * i)),
                _ => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2 * i)) << 16),
            };
        }

        return values;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static (long Data, Dictionary<string, SafeTensor> Tensors) ReadHeader(FileStream file, string path)
    {
        Span<byte> prefix = stackalloc byte[8];
        if (file.ReadAtLeast(prefix, 8, throwOnEndOfStream: false) < 8)
        {
            throw Broken(path, "the file is shorter than its header's length field");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaxHeader || (long)length > file.Length - 8)
        {
            throw Broken(path, $"a header of {length} bytes does not fit a file of {file.Length}");
        }

        var header = new byte[length];
        file.ReadExactly(header);
        var data = 8 + (long)length;
        try
        {
            using var json = JsonDocument.Parse(header);
            var tensors = new Dictionary<string, SafeTensor>(StringComparer.Ordinal);
            foreach (var entry in json.RootElement.EnumerateObject().Where(e => e.Name != "__metadata__"))
            {
                if (!tensors.TryAdd(entry.Name, Parse(entry, path, file.Length - data)))
                {
                    throw Broken(path, $"tensor {entry.Name} is listed twice");
                }
            }

            return (data, tensors);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Broken(path, "the header is not the JSON of this format", e);
        }
    }

    private static SafeTensor Parse(JsonProperty entry, string path, long available)
    {
        try
        {
            var type = entry.Value.GetProperty("dtype").GetString();
            if (!Enum.TryParse<SafeTensorType>(type, out var known) || !Enum.IsDefined(known) || char.IsDigit(type![0]))
            {
                throw new UserError($"tensor {entry.Name} is of type {type}", path, "convert it to F32, F16 or BF16");
            }

            long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64())];
            long[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(d => d.GetInt64())];
            var count = shape.Aggregate(1L, (product, side) => side < 0 ? throw new OverflowException() : checked(product * side));
            if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] > available)
            {
                throw Broken(path, $"tensor {entry.Name} lies outside of the file");
            }

            return offsets[1] - offsets[0] == checked(count * (known == SafeTensorType.F32 ? 4 : 2))
                ? new SafeTensor(known, shape, offsets[0], offsets[1])
                : throw Broken(path, $"tensor {entry.Name} of shape [{string.Join(", ", shape)}] takes {offsets[1] - offsets[0]} bytes");
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException or OverflowException)
        {
            throw Broken(path, $"the header's entry of tensor {entry.Name} is not of this format", e);
        }
    }

    private static UserError Broken(string path, string what, Exception? cause = null) =>
        new(what, path, "fetch the file again: it is truncated or not a safetensors file", cause);
}
