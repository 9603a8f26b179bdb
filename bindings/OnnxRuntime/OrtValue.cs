using System;
using System.Buffers;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A tensor for ONNX Runtime, over its own memory or over the caller's.</summary>
public unsafe class OrtValue : IDisposable
{
    private IntPtr _handle;
    private MemoryHandle? _pin;

    private OrtValue(IntPtr handle, MemoryHandle? pin = null)
    {
        _handle = handle;
        _pin = pin;
    }

    ~OrtValue() => Dispose(false);

    internal IntPtr Handle => _handle;

    public static OrtValue CreateTensorValueWithData(
        OrtMemoryInfo memInfo, TensorElementType elementType, long[] shape, IntPtr dataBufferPtr, long bufferLengthInBytes) =>
        new(Wrap(memInfo, elementType, shape, (void*)dataBufferPtr, (nuint)bufferLengthInBytes));

    public static OrtValue CreateTensorValueFromMemory<T>(OrtMemoryInfo memoryInfo, Memory<T> memory, long[] shape)
        where T : unmanaged
    {
        long needed = 1;
        foreach (var size in shape)
        {
            needed *= size;
        }

        if (needed > memory.Length)
        {
            throw new OnnxRuntimeException(2, $"the shape needs {needed} elements, the memory holds {memory.Length}");
        }

        var pin = memory.Pin();
        try
        {
            return new OrtValue(Wrap(memoryInfo, TypeOf<T>(), shape, pin.Pointer, (nuint)memory.Length * (nuint)sizeof(T)), pin);
        }
        catch
        {
            pin.Dispose();
            throw;
        }
    }

    public static OrtValue CreateTensorValueFromMemory<T>(T[] data, long[] shape)
        where T : unmanaged => CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, data.AsMemory(), shape);

    public static OrtValue CreateAllocatedTensorValue(OrtAllocator allocator, TensorElementType elementType, long[] shape)
    {
        fixed (long* sizes = shape)
        {
            IntPtr value;
            NativeMethods.Check(NativeMethods.CreateTensorAsOrtValue(allocator.Handle, sizes, (nuint)shape.Length, (int)elementType, &value));
            GC.KeepAlive(allocator);
            return new OrtValue(value);
        }
    }

    public ReadOnlySpan<T> GetTensorDataAsSpan<T>()
        where T : unmanaged => GetTensorMutableDataAsSpan<T>();

    public Span<T> GetTensorMutableDataAsSpan<T>()
        where T : unmanaged
    {
        var info = GetTensorTypeAndShape();
        if (typeof(T) != typeof(byte) && info.ElementDataType != TypeOf<T>())
        {
            throw new OnnxRuntimeException(2, $"the tensor holds {info.ElementDataType}, not {typeof(T).Name}");
        }

        return new Span<T>(Data(), checked((int)(SizeInBytes(info) / sizeof(T))));
    }

    public Span<byte> GetTensorMutableRawData() => new(Data(), checked((int)GetTensorSizeInBytes()));

    public long GetTensorSizeInBytes() => SizeInBytes(GetTensorTypeAndShape());

    public OrtTensorTypeAndShapeInfo GetTensorTypeAndShape()
    {
        IntPtr info;
        NativeMethods.Check(NativeMethods.GetTensorTypeAndShape(_handle, &info));
        try
        {
            return new OrtTensorTypeAndShapeInfo(info);
        }
        finally
        {
            NativeMethods.ReleaseTensorTypeAndShapeInfo(info);
            GC.KeepAlive(this);
        }
    }

    public OrtMemoryInfo GetTensorMemoryInfo()
    {
        IntPtr info;
        NativeMethods.Check(NativeMethods.GetTensorMemoryInfo(_handle, &info));
        return new OrtMemoryInfo(info);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_handle != IntPtr.Zero)
        {
            NativeMethods.ReleaseValue(_handle);
            _handle = IntPtr.Zero;
        }

        _pin?.Dispose();
        _pin = null;
    }

    private static IntPtr Wrap(OrtMemoryInfo info, TensorElementType type, long[] shape, void* data, nuint bytes)
    {
        fixed (long* sizes = shape)
        {
            IntPtr value;
            NativeMethods.Check(NativeMethods.CreateTensorWithDataAsOrtValue(info.Handle, data, bytes, sizes, (nuint)shape.Length, (int)type, &value));
            GC.KeepAlive(info);
            return value;
        }
    }

    private static long SizeInBytes(OrtTensorTypeAndShapeInfo info) => info.ElementCount * info.ElementDataType switch
    {
        TensorElementType.UInt8 or TensorElementType.Int8 or TensorElementType.Bool => 1,
        TensorElementType.UInt16 or TensorElementType.Int16 or TensorElementType.Float16 or TensorElementType.BFloat16 => 2,
        TensorElementType.Float or TensorElementType.Int32 or TensorElementType.UInt32 => 4,
        TensorElementType.Double or TensorElementType.Int64 or TensorElementType.UInt64 => 8,
        var other => throw new OnnxRuntimeException(9, $"tensors of {other} have no raw memory"),
    };

    private static TensorElementType TypeOf<T>() => Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.Single => TensorElementType.Float,
        TypeCode.Double => TensorElementType.Double,
        TypeCode.SByte => TensorElementType.Int8,
        TypeCode.Byte => TensorElementType.UInt8,
        TypeCode.Int16 => TensorElementType.Int16,
        TypeCode.UInt16 => TensorElementType.UInt16,
        TypeCode.Int32 => TensorElementType.Int32,
        TypeCode.UInt32 => TensorElementType.UInt32,
        TypeCode.Int64 => TensorElementType.Int64,
        TypeCode.UInt64 => TensorElementType.UInt64,
        TypeCode.Boolean => TensorElementType.Bool,
        _ => throw new OnnxRuntimeException(9, $"Tensor of type {typeof(T)} is not supported"),
    };

    private void* Data()
    {
        void* data;
        NativeMethods.Check(NativeMethods.GetTensorMutableData(_handle, &data));
        return data;
    }
}
