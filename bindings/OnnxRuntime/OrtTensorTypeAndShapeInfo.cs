using System;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Type and shape of a tensor, as a snapshot.</summary>
public struct OrtTensorTypeAndShapeInfo
{
    /// <summary>Reads native info; does not release it.</summary>
    internal unsafe OrtTensorTypeAndShapeInfo(IntPtr info)
    {
        int type;
        nuint rank, count;
        NativeMethods.Check(NativeMethods.GetTensorElementType(info, &type));
        NativeMethods.Check(NativeMethods.GetDimensionsCount(info, &rank));
        NativeMethods.Check(NativeMethods.GetTensorShapeElementCount(info, &count));
        ElementDataType = (TensorElementType)type;
        ElementCount = (long)count;
        Shape = new long[rank];
        fixed (long* shape = Shape)
        {
            NativeMethods.Check(NativeMethods.GetDimensions(info, shape, rank));
        }
    }

    public TensorElementType ElementDataType { get; private set; }

    public readonly bool IsString => ElementDataType == TensorElementType.String;

    public long ElementCount { get; private set; }

    public readonly int DimensionsCount => Shape.Length;

    public long[] Shape { get; private set; }
}
