using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Internal;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Type and shape of a model's input or output; symbolic dimensions are -1.</summary>
public class NodeMetadata
{
    private readonly TensorElementType _elementDataType;
    private readonly int[] _dimensions;
    private readonly string[] _symbolicDimensions;

    internal unsafe NodeMetadata(nint typeInfo)
    {
        var api = NativeMethods.Api;
        OnnxValueType kind;
        NativeStatus.Verify(api->GetOnnxTypeFromTypeInfo(typeInfo, &kind));
        OnnxValueType = kind;
        if (kind is not (OnnxValueType.ONNX_TYPE_TENSOR or OnnxValueType.ONNX_TYPE_SPARSETENSOR))
            return;

        nint info;
        NativeStatus.Verify(api->CastTypeInfoToTensorInfo(typeInfo, &info));
        TensorElementType type;
        NativeStatus.Verify(api->GetTensorElementType(info, &type));
        nuint rank;
        NativeStatus.Verify(api->GetDimensionsCount(info, &rank));
        var dimensions = stackalloc long[(int)rank + 1];
        NativeStatus.Verify(api->GetDimensions(info, dimensions, rank));
        var names = stackalloc byte*[(int)rank + 1];
        NativeStatus.Verify(api->GetSymbolicDimensions(info, names, rank));

        _elementDataType = type;
        _dimensions = new int[rank];
        _symbolicDimensions = new string[rank];
        for (var i = 0; i < _dimensions.Length; i++)
        {
            _dimensions[i] = checked((int)dimensions[i]);
            _symbolicDimensions[i] = Marshal.PtrToStringUTF8((nint)names[i]) ?? string.Empty;
        }
    }

    public OnnxValueType OnnxValueType { get; }

    public int[] Dimensions => OfTensor(_dimensions);

    public string[] SymbolicDimensions => OfTensor(_symbolicDimensions);

    public Type ElementType => ElementTypes.ToClr(ElementDataType);

    public TensorElementType ElementDataType => OfTensor(_elementDataType);

    public bool IsString => ElementDataType == TensorElementType.String;

    public bool IsTensor => OnnxValueType == OnnxValueType.ONNX_TYPE_TENSOR;

    private T OfTensor<T>(T value) => _dimensions is not null
        ? value
        : throw new OnnxRuntimeException(ErrorCode.Fail, $"Not a tensor but {OnnxValueType}: no type and shape");
}
