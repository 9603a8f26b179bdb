using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime.Internal;

/// <summary>Element types and their CLR types.</summary>
internal static class ElementTypes
{
    public static Type ToClr(TensorElementType type) => type switch
    {
        TensorElementType.Float => typeof(float),
        TensorElementType.UInt8 => typeof(byte),
        TensorElementType.Int8 => typeof(sbyte),
        TensorElementType.UInt16 => typeof(ushort),
        TensorElementType.Int16 => typeof(short),
        TensorElementType.Int32 => typeof(int),
        TensorElementType.Int64 => typeof(long),
        TensorElementType.String => typeof(string),
        TensorElementType.Bool => typeof(bool),
        TensorElementType.Double => typeof(double),
        TensorElementType.UInt32 => typeof(uint),
        TensorElementType.UInt64 => typeof(ulong),
        _ => throw new OnnxRuntimeException(ErrorCode.NotImplemented, $"Element type {type} has no CLR type"),
    };

    public static TensorElementType FromClr<T>() => Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.Single => TensorElementType.Float,
        TypeCode.Byte => TensorElementType.UInt8,
        TypeCode.SByte => TensorElementType.Int8,
        TypeCode.UInt16 => TensorElementType.UInt16,
        TypeCode.Int16 => TensorElementType.Int16,
        TypeCode.Int32 => TensorElementType.Int32,
        TypeCode.Int64 => TensorElementType.Int64,
        TypeCode.Boolean => TensorElementType.Bool,
        TypeCode.Double => TensorElementType.Double,
        TypeCode.UInt32 => TensorElementType.UInt32,
        TypeCode.UInt64 => TensorElementType.UInt64,
        _ => throw new OnnxRuntimeException(
            ErrorCode.InvalidArgument, $"Tensor of type: {typeof(T)} is not supported"),
    };
}
