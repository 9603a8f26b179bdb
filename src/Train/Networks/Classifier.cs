using DiCNet.Train.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>Features to logits: ReLU, dropout of whole channels, 1x1 convolution.</summary>
/// <remarks>Shape: [N, C, h, w] to [N, K, h, w], float32.</remarks>
sealed class Classifier : nn.Module<Tensor, Tensor>
{
    private readonly Dropout2d _dropout = nn.Dropout2d(0.1);
    private readonly Convolution _conv;

    /// <summary>Builds it with weights to start from scratch.</summary>
    public Classifier(Arithmetic arithmetic, int channels, int classes)
        : base(nameof(Classifier))
    {
        _conv = new Convolution(arithmetic, new(channels, classes, 1, Bias: true));
        register_module("dropout", _dropout);
        register_module("conv", _conv);
    }

    /// <summary>Classes.</summary>
    public int Classes => _conv.Shape.Out;

    /// <summary>The weights [K, C].</summary>
    public float[] Weight => Floats.Of(_conv.Weight);

    /// <summary>The bias [K].</summary>
    public float[] Bias => Floats.Of(_conv.Bias!);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Arithmetic.Full(_conv.call(_dropout.call(input.relu())));

    /// <summary>Emits it for features that are normalised: classifier(relu(b t' + m)), and b is above 0, so it is classifier(b relu(t' + m / b)).</summary>
    public string Emit(OnnxGraph graph, string features, Normalize normalize)
    {
        var (weight, std) = (Weight, Floats.Of(normalize.Std));
        for (var i = 0; i < weight.Length; i++)
        {
            weight[i] *= std[i % std.Length];
        }

        float[] offset = [.. Floats.Of(normalize.Mean).Zip(std, (m, b) => m / b)];
        return _conv.Emit(graph, graph.Relu(graph.Add(features, graph.Channels(offset))), new Folded(weight, Bias));
    }
}
