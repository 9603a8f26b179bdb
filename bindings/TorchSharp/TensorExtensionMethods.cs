using TorchSharp.Internal;

namespace TorchSharp;

/// <summary>Numbers out of tensors, and the file format of one tensor: type, rank and sizes as LEB128, then the bytes.</summary>
public static class TensorExtensionMethods
{
    public static float ToSingle(this torch.Tensor value) => (float)value.ToDouble();

    public static double ToDouble(this torch.Tensor value)
    {
        Native.Check(NativeMethods.ts_item_double(value, out var result));
        return result;
    }

    public static int ToInt32(this torch.Tensor value) => (int)value.ToInt64();

    public static long ToInt64(this torch.Tensor value)
    {
        Native.Check(NativeMethods.ts_item_long(value, out var result));
        return result;
    }

    public static void Save(this torch.Tensor tensor, BinaryWriter writer)
    {
        if (!tensor.is_contiguous())
            throw new InvalidOperationException("Only contiguous tensors can be saved.");
        var sizes = tensor.shape;
        writer.Encode((int)tensor.dtype);
        writer.Encode(sizes.Length);
        foreach (var size in sizes)
            writer.Encode(size);
        using var here = tensor.cpu().DetachFromDisposeScope();
        writer.Write(here.bytes);
    }

    public static void Save(this torch.Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    public static void Save(this torch.Tensor tensor, string location)
    {
        using var stream = File.Create(location);
        tensor.Save(stream);
    }

    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        var (type, sizes) = ReadHeader(reader);
        if (!skip && type != tensor.dtype)
            throw new ArgumentException($"Mismatched tensor data types while loading: {type} in the file, {tensor.dtype} expected. Make sure that the model you are loading into is exactly the same as the origin.");
        if (!skip && !sizes.AsSpan().SequenceEqual(tensor.shape))
            throw new ArgumentException($"Mismatched tensor shape while loading: [{string.Join(", ", sizes)}] in the file, [{string.Join(", ", tensor.shape)}] expected. Make sure that the model you are loading into is exactly the same as the origin.");
        if (skip)
        {
            Skip(reader, type, sizes);
            return;
        }
        using var guard = torch.no_grad();
        using var loaded = ReadBody(reader, type, sizes);
        tensor.copy_(loaded);
    }

    public static torch.Tensor Load(BinaryReader reader, bool skip = false)
    {
        var (type, sizes) = ReadHeader(reader);
        if (!skip)
            return ReadBody(reader, type, sizes);
        Skip(reader, type, sizes);
        return torch.empty(0);
    }

    public static void Load(ref torch.Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        if (tensor is not null)
            tensor.Load(reader, skip);
        else if (skip)
            Load(reader, skip).Dispose();
        else
            tensor = Load(reader);
    }

    private static (torch.ScalarType Type, long[] Sizes) ReadHeader(BinaryReader reader)
    {
        var type = (torch.ScalarType)reader.Decode();
        if (!Enum.IsDefined(type))
            throw new InvalidDataException($"{(int)type} is no tensor type; the file is damaged or not one of tensors.");
        var rank = reader.Decode();
        if (rank is < 0 or > 64)
            throw new InvalidDataException($"A tensor of {rank} dimensions; the file is damaged or not one of tensors.");
        var sizes = new long[rank];
        for (var i = 0; i < sizes.Length; i++)
            sizes[i] = reader.Decode();
        return (type, sizes);
    }

    private static torch.Tensor ReadBody(BinaryReader reader, torch.ScalarType type, long[] sizes)
    {
        var tensor = torch.empty(sizes, type);
        try
        {
            reader.BaseStream.ReadExactly(tensor.bytes);
            return tensor;
        }
        catch (EndOfStreamException)
        {
            tensor.Dispose();
            throw;
        }
    }

    private static void Skip(BinaryReader reader, torch.ScalarType type, long[] sizes)
    {
        var left = sizes.Aggregate((long)ElementTypes.SizeOf(type), (product, size) => product * size);
        while (left > 0)
        {
            var read = reader.ReadBytes((int)Math.Min(left, 1 << 20)).Length;
            if (read == 0)
                throw new EndOfStreamException();
            left -= read;
        }
    }
}
