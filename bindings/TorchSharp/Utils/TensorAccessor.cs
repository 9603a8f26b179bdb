using System.Collections;
using System.Runtime.CompilerServices;

namespace TorchSharp.Utils;

/// <summary>Reads and writes the elements of a tensor on the CPU, in row-major order whatever its strides.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly long[] _sizes;
    private readonly long[] _strides;
    private readonly bool _contiguous;
    private readonly IntPtr _data;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _tensor = tensor;
        _sizes = tensor.shape;
        _strides = tensor.stride();
        _contiguous = tensor.is_contiguous();
        _data = tensor.DataPointer;
        Count = tensor.numel();
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => Element(Offset(indices));
        set => Element(Offset(indices)) = value;
    }

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result.AsSpan());
        return result;
    }

    public Array ToNDArray()
    {
        var result = Array.CreateInstance(typeof(T), _sizes);
        if (Count == 0)
            return result;
        ref var first = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(result);
        CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref first), checked((int)Count)));
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public unsafe void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var count = (int)Math.Min(Count - tensorIndex, target.Length);
        ThrowIfDisposed();
        if (_contiguous)
            new ReadOnlySpan<T>((T*)_data + tensorIndex, count).CopyTo(target);
        else
            for (var i = 0; i < count; i++)
                target[i] = Element(OffsetOf(tensorIndex + i));
        GC.KeepAlive(_tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public unsafe void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        var count = (int)Math.Min(Count - tensorIndex, source.Length);
        ThrowIfDisposed();
        if (_contiguous)
            source[..count].CopyTo(new Span<T>((T*)_data + tensorIndex, count));
        else
            for (var i = 0; i < count; i++)
                Element(OffsetOf(tensorIndex + i)) = source[i];
        GC.KeepAlive(_tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
            yield return Element(_contiguous ? i : OffsetOf(i));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => _tensor.Dispose();

    private unsafe ref T Element(long offset)
    {
        ThrowIfDisposed();
        return ref ((T*)_data)[offset];
    }

    private void ThrowIfDisposed() => _ = _tensor.Handle;

    private long Offset(long[] indices)
    {
        if (indices.Length == 1 && _sizes.Length != 1)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(indices[0]);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(indices[0], Count);
            return OffsetOf(indices[0]);
        }
        if (indices.Length != _sizes.Length)
            throw new ArgumentException($"The tensor has {_sizes.Length} dimensions, got {indices.Length} indices.");
        long offset = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= _sizes[i])
                throw new ArgumentOutOfRangeException(nameof(indices), $"Index {indices[i]} is outside dimension {i} of length {_sizes[i]}.");
            offset += indices[i] * _strides[i];
        }
        return offset;
    }

    private long OffsetOf(long position)
    {
        long offset = 0;
        for (var i = _sizes.Length - 1; i >= 0; i--)
        {
            position = Math.DivRem(position, _sizes[i], out var index);
            offset += index * _strides[i];
        }
        return offset;
    }
}
