using System.Buffers;
using Microsoft.ML.OnnxRuntime.Internal;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

public unsafe partial class OrtValue
{
    public static OrtValue CreateTensorValueWithData(
        OrtMemoryInfo memInfo,
        TensorElementType elementType,
        long[] shape,
        IntPtr dataBufferPtr,
        long bufferLengthInBytes) =>
        Create(memInfo, elementType, shape, (void*)dataBufferPtr, bufferLengthInBytes, default);

    public static OrtValue CreateTensorValueFromMemory<T>(OrtMemoryInfo memoryInfo, Memory<T> memory, long[] shape)
        where T : unmanaged
    {
        var elementType = ElementTypes.FromClr<T>();
        var size = GetSize(shape);
        if (size > memory.Length)
        {
            throw new OnnxRuntimeException(
                ErrorCode.InvalidArgument,
                $"The shape holds {size} elements, the managed memory only {memory.Length}");
        }

        var pin = memory.Pin();
        try
        {
            return Create(memoryInfo, elementType, shape, pin.Pointer, (long)memory.Length * sizeof(T), pin);
        }
        catch
        {
            pin.Dispose();
            throw;
        }
    }

    public static OrtValue CreateTensorValueFromMemory<T>(T[] data, long[] shape)
        where T : unmanaged =>
        CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, new Memory<T>(data), shape);

    public static OrtValue CreateAllocatedTensorValue(
        OrtAllocator allocator, TensorElementType elementType, long[] shape)
    {
        using var native = new HandleScope(allocator);
        nint value;
        fixed (long* dimensions = shape)
            NativeStatus.Verify(NativeMethods.Api->CreateTensor(
                native.Value, dimensions, (nuint)shape.Length, elementType, &value));
        return new OrtValue(value);
    }

    private static OrtValue Create(
        OrtMemoryInfo memInfo, TensorElementType type, long[] shape, void* data, long bytes, MemoryHandle pin)
    {
        using var info = new HandleScope(memInfo);
        nint value;
        fixed (long* dimensions = shape)
            NativeStatus.Verify(NativeMethods.Api->CreateTensorWithData(
                info.Value, data, checked((nuint)bytes), dimensions, (nuint)shape.Length, type, &value));
        return new OrtValue(new OwnedHandle(value, NativeMethods.Api->ReleaseValue, pin));
    }

    private static long GetSize(long[] shape)
    {
        var size = 1L;
        foreach (var dimension in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(shape));
            size = checked(size * dimension);
        }

        return size;
    }
}
