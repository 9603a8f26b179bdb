using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>Tensors to managed arrays and back.</summary>
static class Floats
{
    /// <summary>A copy of the values, row by row.</summary>
    public static float[] Of(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var values = tensor.detach().to_type(ScalarType.Float32).cpu().contiguous().data<float>();
        return values.ToArray();
    }

    /// <summary>Overwrites the values of a tensor.</summary>
    /// <param name="tensor">Receives the values.</param>
    /// <param name="values">As many as the tensor has elements, row by row.</param>
    public static void Put(Tensor tensor, float[] values)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        tensor.copy_(torch.tensor(values, tensor.shape));
    }
}
