using Microsoft.ML.OnnxRuntime.Internal;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A snapshot of a tensor's element type and shape.</summary>
public struct OrtTensorTypeAndShapeInfo
{
    internal unsafe OrtTensorTypeAndShapeInfo(nint info)
    {
        var api = NativeMethods.Api;
        TensorElementType type;
        NativeStatus.Verify(api->GetTensorElementType(info, &type));
        nuint count;
        NativeStatus.Verify(api->GetTensorShapeElementCount(info, &count));
        nuint rank;
        NativeStatus.Verify(api->GetDimensionsCount(info, &rank));
        var shape = new long[rank];
        fixed (long* dimensions = shape)
            NativeStatus.Verify(api->GetDimensions(info, dimensions, rank));
        ElementDataType = type;
        ElementCount = (long)count;
        Shape = shape;
    }

    public TensorElementType ElementDataType { get; private set; }

    public bool IsString => ElementDataType == TensorElementType.String;

    public long ElementCount { get; private set; }

    public int DimensionsCount => Shape.Length;

    public long[] Shape { get; private set; }
}
