using DiCNet.Train.Onnx;
using TorchSharp;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace DiCNet.Train.Networks;

/// <summary>First layers of a ResNet: to a quarter of the picture's size.</summary>
sealed class ResNetStem : nn.Module<Tensor, Tensor>
{
    private readonly List<ConvNorm> _convolutions = [];

    /// <summary>Builds it.</summary>
    /// <param name="arithmetic">The network's.</param>
    /// <param name="kind">Which.</param>
    /// <param name="width">Width of the trunk; 64 is the published one.</param>
    public ResNetStem(Arithmetic arithmetic, StemKind kind, int width)
        : base(nameof(ResNetStem))
    {
        Kind = kind;
        ConvolutionShape[] shapes = kind switch
        {
            StemKind.Deep => [new(3, width, 3, 2), new(width, width, 3), new(width, 2 * width, 3)],
            StemKind.Classic => [new(3, width, 7, 2)],
            _ => [new(3, width / 2, 3, 2), new(width / 2, width, 3, 2)],
        };
        foreach (var shape in shapes)
        {
            var convolution = new ConvNorm(arithmetic, shape);
            register_module($"conv{_convolutions.Count + 1}", convolution);
            _convolutions.Add(convolution);
        }
    }

    /// <summary>Which stem it is.</summary>
    public StemKind Kind { get; }

    /// <summary>Channels out.</summary>
    public int OutputChannels => _convolutions[^1].Convolution.Shape.Out;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var x = _convolutions.Aggregate(input, (x, convolution) => convolution.call(x));
        return Kind == StemKind.Small ? x : Functional.max_pool2d(x, 3, stride: 2, padding: 1);
    }

    /// <summary>Emits it.</summary>
    public string Emit(OnnxGraph graph, string x)
    {
        var y = _convolutions.Aggregate(x, (x, convolution) => convolution.Emit(graph, x));
        return Kind == StemKind.Small ? y : graph.MaxPool(y, 3, 2, 1);
    }

    /// <summary>torchvision's names; only the classic stem has any.</summary>
    public IEnumerable<(nn.Module Module, string Prefix)> Names() =>
        [(_convolutions[0].Convolution, "conv1"), (_convolutions[0].Norm, "bn1")];
}
