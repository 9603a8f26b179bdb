using System;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Type and shape of a model's input or output; -1 stands for a symbolic dimension.</summary>
public class NodeMetadata
{
    private readonly TensorElementType _elementType;
    private readonly int[] _dimensions;
    private readonly string[] _symbolic;

    /// <summary>Reads a native type info; does not release it.</summary>
    internal unsafe NodeMetadata(IntPtr typeInfo)
    {
        int type;
        NativeMethods.Check(NativeMethods.GetOnnxTypeFromTypeInfo(typeInfo, &type));
        OnnxValueType = (OnnxValueType)type;
        if (!IsTensor)
        {
            return;
        }

        IntPtr tensor;
        int element;
        nuint rank;
        NativeMethods.Check(NativeMethods.CastTypeInfoToTensorInfo(typeInfo, &tensor));
        NativeMethods.Check(NativeMethods.GetTensorElementType(tensor, &element));
        NativeMethods.Check(NativeMethods.GetDimensionsCount(tensor, &rank));
        _elementType = (TensorElementType)element;
        var sizes = stackalloc long[(int)rank];
        var names = stackalloc byte*[(int)rank];
        NativeMethods.Check(NativeMethods.GetDimensions(tensor, sizes, rank));
        NativeMethods.Check(NativeMethods.GetSymbolicDimensions(tensor, names, rank));
        _dimensions = new int[rank];
        _symbolic = new string[rank];
        for (var i = 0; i < (int)rank; i++)
        {
            _dimensions[i] = checked((int)sizes[i]);
            _symbolic[i] = NativeMethods.Text(names[i]);
        }
    }

    public OnnxValueType OnnxValueType { get; }

    public bool IsTensor => OnnxValueType is OnnxValueType.ONNX_TYPE_TENSOR or OnnxValueType.ONNX_TYPE_SPARSETENSOR;

    public int[] Dimensions => Tensor(_dimensions);

    public string[] SymbolicDimensions => Tensor(_symbolic);

    public TensorElementType ElementDataType
    {
        get
        {
            Tensor(_dimensions);
            return _elementType;
        }
    }

    private T Tensor<T>(T value) =>
        IsTensor ? value : throw new OnnxRuntimeException(1, $"this node is not a tensor but {OnnxValueType}");
}
