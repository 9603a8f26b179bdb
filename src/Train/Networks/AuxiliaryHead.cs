using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>An earlier map to logits, for a teacher's training only.</summary>
sealed class AuxiliaryHead : nn.Module<Tensor, Tensor>
{
    private readonly ConvNorm? _hidden;
    private readonly Classifier? _classifier;
    private readonly Convolution? _linear;

    /// <summary>Builds it with weights to start from scratch.</summary>
    /// <param name="arithmetic">The network's.</param>
    /// <param name="kind">Linear or convolutional.</param>
    /// <param name="channels">Of the earlier map.</param>
    /// <param name="classes">Classes.</param>
    public AuxiliaryHead(Arithmetic arithmetic, AuxiliaryKind kind, int channels, int classes)
        : base(nameof(AuxiliaryHead))
    {
        if (kind == AuxiliaryKind.Linear)
        {
            _linear = new Convolution(arithmetic, new(channels, classes, 1, Bias: true));
            register_module("linear", _linear);
            return;
        }

        _hidden = new ConvNorm(arithmetic, new(channels, Math.Max(8, channels / 2), 3), relu: false);
        _classifier = new Classifier(arithmetic, _hidden.Convolution.Shape.Out, classes);
        register_module("hidden", _hidden);
        register_module("classifier", _classifier);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        Arithmetic.Full(_linear is not null ? _linear.call(input) : _classifier!.call(_hidden!.call(input)));
}
