using DiCNet.Train.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>Batch norm that calculates in float32, whatever format its input has; its output has the format of its input.</summary>
/// <remarks>
/// Shape: [N, C, H, W] in and out. A frozen one keeps its statistics and its weights, in training too. libtorch takes a bfloat16 map
/// with float32 parameters as it is; casting the map there and back made a MobileNetV2 step a quarter slower (AVX512-bf16, libtorch 1.13).
/// </remarks>
sealed class BatchNorm : nn.Module<Tensor, Tensor>
{
    private readonly BatchNorm2d _norm;
    private readonly bool _frozen;

    /// <summary>Scale 1, offset 0, running mean 0, running variance 1.</summary>
    public BatchNorm(int channels, bool frozen = false)
        : base(nameof(BatchNorm))
    {
        _frozen = frozen;
        _norm = nn.BatchNorm2d(channels);
        register_module("norm", _norm);
    }

    /// <summary>Weight, bias, running mean and running variance, each [C]; live.</summary>
    public BatchNorm2d Values => _norm;

    /// <inheritdoc/>
    public override void train(bool train = true) => base.train(train && !_frozen);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => _norm.call(input);

    /// <summary>Emits the norm by itself: where no convolution stands before it to take it in, or the graph does not save.</summary>
    public string Emit(OnnxGraph graph, string x) => graph.BatchNorm(
        x, Floats.Of(_norm.weight), Floats.Of(_norm.bias!), Floats.Of(_norm.running_mean!), Floats.Of(_norm.running_var!), (float)_norm.eps);
}
