namespace DiCNet.Train.Onnx;

/// <summary>One dimension of a port of a graph: a size, or a name for any size.</summary>
readonly record struct Dim
{
    private readonly long _size;
    private readonly string? _name;

    private Dim(long size, string? name) => (_size, _name) = (size, name);

    /// <summary>A fixed size.</summary>
    public static implicit operator Dim(long size) => new(size, null);

    /// <summary>Any size; the same name stands for the same size.</summary>
    public static implicit operator Dim(string name) => new(0, name);

    /// <summary>As the format writes it.</summary>
    public TensorShapeProto.Types.Dimension ToProto() => _name is null ? new() { DimValue = _size } : new() { DimParam = _name };
}
