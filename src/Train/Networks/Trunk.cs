using DiCNet.Train.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>The convolutions before the heads: pictures to a map at an eighth of their size.</summary>
/// <remarks>Shape: [N, 3, H, W], see <see cref="Pictures"/>, to [N, C, h, w] with h = ceil(H / 8).</remarks>
abstract class Trunk(string name) : nn.Module<Tensor, TrunkOutput>(name)
{
    /// <summary>Cells of the output lie this many pixels apart.</summary>
    public const int Stride = 8;

    /// <summary>Channels of the output.</summary>
    public abstract int OutputChannels { get; }

    /// <summary>Channels of the map that an auxiliary head looks at.</summary>
    public abstract int TapChannels { get; }

    /// <summary>Emits everything with its batch norms folded in.</summary>
    public abstract string Emit(OnnxGraph graph, string x);

    /// <summary>Every module that ImageNet weights exist for, and what its tensors' names begin with in a file of that convention.</summary>
    /// <remarks>Empty for a trunk that no such file fits.</remarks>
    public abstract IEnumerable<(nn.Module Module, string Prefix)> Names(WeightNaming naming);
}
