using Microsoft.ML.OnnxRuntime.Internal;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A value, usually a tensor: over managed memory that it pins, over foreign memory, or its own.</summary>
public unsafe partial class OrtValue : IDisposable
{
    internal OrtValue(nint handle)
        : this(new OwnedHandle(handle, NativeMethods.Api->ReleaseValue))
    {
    }

    private OrtValue(OwnedHandle handle)
    {
        Handle = handle;
        OnnxValueType type;
        using var self = new HandleScope(handle);
        NativeStatus.Verify(NativeMethods.Api->GetValueType(self.Value, &type));
        OnnxType = type;
    }

    public OnnxValueType OnnxType { get; private set; }

    public bool IsTensor => OnnxType == OnnxValueType.ONNX_TYPE_TENSOR;

    internal OwnedHandle Handle { get; }

    public ReadOnlySpan<T> GetTensorDataAsSpan<T>()
        where T : unmanaged => GetTensorMutableDataAsSpan<T>();

    public Span<T> GetTensorMutableDataAsSpan<T>()
        where T : unmanaged
    {
        using var self = new HandleScope(Handle);
        var type = GetElementType(self.Value);
        if (type == TensorElementType.String)
            throw new OnnxRuntimeException(ErrorCode.InvalidArgument, "Strings have no buffer of elements");
        if (typeof(T) != typeof(byte) && typeof(T) != ElementTypes.ToClr(type))
        {
            throw new OnnxRuntimeException(
                ErrorCode.InvalidArgument, $"Requested type {typeof(T)} does not match the tensor's: {type}");
        }

        void* data;
        NativeStatus.Verify(NativeMethods.Api->GetTensorMutableData(self.Value, &data));
        var length = GetTensorSizeInBytes() / sizeof(T);
        return length == 0 ? [] : new Span<T>(data, checked((int)length));
    }

    public Span<byte> GetTensorMutableRawData() => GetTensorMutableDataAsSpan<byte>();

    public long GetTensorSizeInBytes()
    {
        using var self = new HandleScope(Handle);
        nuint size;
        NativeStatus.Verify(NativeMethods.Api->GetTensorSizeInBytes(self.Value, &size));
        return (long)size;
    }

    public OrtTensorTypeAndShapeInfo GetTensorTypeAndShape()
    {
        using var self = new HandleScope(Handle);
        nint info;
        NativeStatus.Verify(NativeMethods.Api->GetTensorTypeAndShape(self.Value, &info));
        try
        {
            return new OrtTensorTypeAndShapeInfo(info);
        }
        finally
        {
            NativeMethods.Api->ReleaseTensorTypeAndShapeInfo(info);
        }
    }

    public OrtMemoryInfo GetTensorMemoryInfo()
    {
        using var self = new HandleScope(Handle);
        nint info;
        NativeStatus.Verify(NativeMethods.Api->GetTensorMemoryInfo(self.Value, &info));
        return new OrtMemoryInfo(info, this);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    // The handle has the finalizer: it releases the native value, then the pin.
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            Handle.Dispose();
    }

    private TensorElementType GetElementType(nint value)
    {
        if (!IsTensor)
            throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"Not a tensor but {OnnxType}");
        var api = NativeMethods.Api;
        nint info;
        NativeStatus.Verify(api->GetTensorTypeAndShape(value, &info));
        TensorElementType type;
        var status = api->GetTensorElementType(info, &type);
        api->ReleaseTensorTypeAndShapeInfo(info);
        NativeStatus.Verify(status);
        return type;
    }
}
