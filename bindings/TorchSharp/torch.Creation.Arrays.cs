using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Internal;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <summary>Shares the memory of the array, unless the type or the device has to change.</summary>
    public static Tensor from_array(
        Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var sizes = new long[rawArray.Rank];
        for (var i = 0; i < sizes.Length; i++)
            sizes[i] = rawArray.GetLongLength(i);
        return Finish(Converted(Over(rawArray, ElementType(rawArray), sizes, 0), dtype, device), requires_grad, names);
    }

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) =>
        from_array(data, dtype, device);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) =>
        data.to(dtype ?? data.dtype, device ?? data.device);

    public static Tensor frombuffer(
        Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        var length = Buffer.ByteLength(rawArray);
        var size = ElementTypes.SizeOf(dtype);
        if (count < 0)
            count = (length - offset) / size;
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (count <= 0 || offset + count * size > length)
            throw new ArgumentException($"{count} elements of {dtype} from byte {offset} do not fit in {length} bytes.");
        return Finish(Over(rawArray, dtype, [count], offset), requires_grad);
    }

    private static Tensor Copy<T>(
        Array array, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged
    {
        var sizes = new long[array.Rank];
        for (var i = 0; i < sizes.Length; i++)
            sizes[i] = array.GetLongLength(i);
        ref var first = ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array));
        return Copy<T>(MemoryMarshal.CreateReadOnlySpan(ref first, array.Length), sizes, dtype, device, requires_grad, names);
    }

    private static unsafe Tensor Copy<T>(
        ReadOnlySpan<T> elements, ReadOnlySpan<long> sizes, ScalarType? dtype, Device? device, bool requires_grad,
        string[]? names)
        where T : unmanaged
    {
        long count = 1;
        foreach (var size in sizes)
            count *= size;
        if (count > elements.Length)
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {elements.Length} elements for {count}");
        fixed (T* data = elements)
        {
            var result = NativeMethods.ts_copy_of(
                data, sizes, sizes.Length, (int)ElementTypes.Of(typeof(T)), new NativeOptions(dtype, device));
            return Finish(result, requires_grad, names);
        }
    }

    private static Tensor Number(Scalar scalar, ScalarType type, ScalarType? dtype, Device? device, bool requires_grad) =>
        Finish(NativeMethods.ts_scalar_tensor(scalar.Value, new NativeOptions(dtype ?? type, device)), requires_grad);

    private static Tensor Finish(Tensor result, bool requires_grad, string[]? names = null)
    {
        if (names is { Length: > 0 })
            throw new NotSupportedException("Named dimensions are not supported.");
        return requires_grad ? result.requires_grad_() : result;
    }

    private static Tensor Converted(Tensor source, ScalarType? dtype, Device? device)
    {
        if ((dtype is null || dtype == source.dtype) && (device is null || device.type == DeviceType.CPU))
            return source;
        using (source)
            return source.to(dtype ?? source.dtype, device ?? CPU);
    }

    private static ScalarType ElementType(Array array) => ElementTypes.Of(array.GetType().GetElementType()!);

    // The pin lives as long as the native storage does; a view of it may outlive the tensor returned here.
    private static unsafe Tensor Over(Array array, ScalarType type, ReadOnlySpan<long> sizes, long offset)
    {
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        try
        {
            return NativeMethods.ts_over(
                (byte*)pin.AddrOfPinnedObject() + offset, sizes, sizes.Length, (int)type,
                (void*)GCHandle.ToIntPtr(pin), &Unpin);
        }
        catch (ExternalException)
        {
            pin.Free();
            throw;
        }
    }

    [UnmanagedCallersOnly]
    private static unsafe void Unpin(void* pin) => GCHandle.FromIntPtr((IntPtr)pin).Free();
}
