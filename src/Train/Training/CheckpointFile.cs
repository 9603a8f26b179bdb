using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiCNet.Train.Training;

/// <summary>Checkpoints in files. A file is complete or does not exist; what was there before stays until then.</summary>
/// <remarks>Layout: 8 bytes name, int32 version, int32 header length, header (JSON), the tensors' elements one after the other, SHA-256 of all that.</remarks>
static class CheckpointFile
{
    private const int Version = 1;
    private const int Preamble = 16;
    private const int MostHeader = 64 << 20;

    private static readonly JsonSerializerOptions s_json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private static ReadOnlySpan<byte> Magic => "DiCNetCk"u8;

    /// <summary>Writes a checkpoint over an older one.</summary>
    /// <returns>The digest of the file.</returns>
    /// <exception cref="UserError">The file cannot be written; the older one is untouched.</exception>
    public static string Write(string file, Checkpoint checkpoint)
    {
        var part = file + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            string digest;
            using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
            {
                digest = Write(stream, checkpoint);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, file, overwrite: true);
            return digest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Discard(part);
            throw new UserError($"the checkpoint cannot be written ({e.Message})", file, "free space there, or choose another folder by --out; an earlier checkpoint is untouched", e);
        }
    }

    /// <summary>Reads a checkpoint and checks that it is whole.</summary>
    /// <exception cref="UserError">There is none, it is something else, or it is damaged.</exception>
    public static Checkpoint Read(string file)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError("the checkpoint cannot be read", file, "name a file that dicnet-train wrote", e);
        }

        if (bytes.Length < Magic.Length || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new UserError("this is not a checkpoint of dicnet-train", file, "name a file that dicnet-train wrote");
        }

        if (bytes.Length < Preamble)
        {
            throw Truncated(file, bytes.Length, Preamble);
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8));
        if (version != Version)
        {
            throw new UserError($"the checkpoint has format {version}; this program reads format {Version}", file, "use the program that wrote it, or train again");
        }

        return Parse(file, bytes);
    }

    private static string Write(Stream stream, Checkpoint checkpoint)
    {
        var entries = checkpoint.Tensors.Select(t => new Entry(t.Name, t.Type, t.Shape, t.Data.LongLength)).ToArray();
        var json = JsonSerializer.SerializeToUtf8Bytes(new Contents(checkpoint.Header, entries), s_json);
        var preamble = new byte[Preamble];
        Magic.CopyTo(preamble);
        BinaryPrimitives.WriteInt32LittleEndian(preamble.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(preamble.AsSpan(12), json.Length);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var piece in checkpoint.Tensors.Select(t => t.Data).Prepend(json).Prepend(preamble))
        {
            stream.Write(piece);
            hash.AppendData(piece);
        }

        var digest = hash.GetHashAndReset();
        stream.Write(digest);
        return Convert.ToHexStringLower(digest);
    }

    private static Checkpoint Parse(string file, byte[] bytes)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        if (length is < 2 or > MostHeader || bytes.Length < Preamble + length)
        {
            throw Truncated(file, bytes.Length, Preamble + (long)length);
        }

        Contents? contents;
        try
        {
            contents = JsonSerializer.Deserialize<Contents>(bytes.AsSpan(Preamble, length), s_json);
        }
        catch (JsonException e)
        {
            throw Damaged(file, e);
        }

        if (contents is not { Header: not null, Tensors: not null })
        {
            throw Damaged(file, null);
        }

        var whole = Preamble + length + contents.Tensors.Sum(t => t.Length) + SHA256.HashSizeInBytes;
        if (bytes.Length != whole)
        {
            throw Truncated(file, bytes.Length, whole);
        }

        var digest = SHA256.HashData(bytes.AsSpan(0, bytes.Length - SHA256.HashSizeInBytes));
        if (!digest.AsSpan().SequenceEqual(bytes.AsSpan(bytes.Length - SHA256.HashSizeInBytes)))
        {
            throw Damaged(file, null);
        }

        var tensors = new List<StoredTensor>();
        var at = Preamble + length;
        foreach (var entry in contents.Tensors)
        {
            tensors.Add(new StoredTensor(entry.Name, entry.Type, entry.Shape, bytes.AsSpan(at, (int)entry.Length).ToArray()));
            at += (int)entry.Length;
        }

        return new Checkpoint(contents.Header, tensors, Convert.ToHexStringLower(digest));
    }

    private static UserError Truncated(string file, long length, long whole) =>
        new($"the checkpoint is incomplete: {length} of {whole} bytes", file, "copy it again, or use an earlier one");

    private static UserError Damaged(string file, Exception? cause) =>
        new("the checkpoint is damaged: its content does not agree with its digest", file, "copy it again, or use an earlier one", cause);

    private static void Discard(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What matters is told by the error on its way.
        }
    }

    private sealed record Contents(CheckpointHeader Header, Entry[] Tensors);

    private sealed record Entry(string Name, TorchSharp.torch.ScalarType Type, long[] Shape, long Length);
}
