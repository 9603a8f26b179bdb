using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Training;

/// <summary>A tensor as bytes: outside libtorch, on its way to or from a file.</summary>
/// <param name="Name">Name within its checkpoint.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Sizes; none for a scalar.</param>
/// <param name="Data">Elements, little endian, row-major.</param>
sealed record StoredTensor(string Name, ScalarType Type, long[] Shape, byte[] Data)
{
    /// <summary>Copies a tensor of any device.</summary>
    public static StoredTensor From(string name, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return new StoredTensor(name, tensor.dtype, tensor.shape, tensor.detach().cpu().contiguous().bytes.ToArray());
    }

    /// <summary>Overwrites a tensor of the same type and shape.</summary>
    /// <param name="target">Lent for the call.</param>
    public void CopyTo(Tensor target)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var source = empty(Shape, dtype: Type);
        source.bytes = Data;
        target.copy_(source);
    }

    /// <summary>Whether it fits into a tensor.</summary>
    public bool Fits(Tensor tensor) => tensor.dtype == Type && tensor.shape.SequenceEqual(Shape);
}
