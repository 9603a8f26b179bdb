using DiCNet.Train.Onnx;
using TorchSharp;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace DiCNet.Train.Networks;

/// <summary>Two 3x3 convolutions, or 1x1, 3x3, 1x1, and the input added before the last ReLU.</summary>
sealed class ResNetBlock : nn.Module<Tensor, Tensor>
{
    private readonly List<ConvNorm> _convolutions = [];
    private readonly ConvNorm? _shortcut;

    /// <summary>Builds it; a projection stands in the shortcut where shapes differ.</summary>
    /// <param name="arithmetic">The network's.</param>
    /// <param name="channels">Channels in.</param>
    /// <param name="planes">Channels of the 3x3 convolutions.</param>
    /// <param name="bottleneck">Whether the 3x3 stands between two 1x1; the output has four times <paramref name="planes"/> then.</param>
    /// <param name="stride">Of the first 3x3.</param>
    /// <param name="firstDilation">Of the first 3x3.</param>
    /// <param name="dilation">Of the second 3x3.</param>
    public ResNetBlock(Arithmetic arithmetic, int channels, int planes, bool bottleneck, int stride, int firstDilation, int dilation)
        : base(nameof(ResNetBlock))
    {
        OutputChannels = bottleneck ? 4 * planes : planes;
        ConvolutionShape[] shapes = bottleneck
            ? [new(channels, planes, 1), new(planes, planes, 3, stride, firstDilation), new(planes, OutputChannels, 1)]
            : [new(channels, planes, 3, stride, firstDilation), new(planes, planes, 3, 1, dilation)];
        foreach (var shape in shapes)
        {
            var convolution = new ConvNorm(arithmetic, shape, relu: _convolutions.Count < shapes.Length - 1);
            register_module($"conv{_convolutions.Count + 1}", convolution);
            _convolutions.Add(convolution);
        }

        if (stride != 1 || channels != OutputChannels)
        {
            _shortcut = new ConvNorm(arithmetic, new(channels, OutputChannels, 1, stride), relu: false);
            register_module("shortcut", _shortcut);
        }
    }

    /// <summary>Channels out.</summary>
    public int OutputChannels { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var x = _convolutions.Aggregate(input, (x, convolution) => convolution.call(x));
        return Functional.relu(x + (_shortcut is null ? input : _shortcut.call(input)), inplace: true);
    }

    /// <summary>Emits it.</summary>
    public string Emit(OnnxGraph graph, string x)
    {
        var y = _convolutions.Aggregate(x, (x, convolution) => convolution.Emit(graph, x));
        return graph.Relu(graph.Add(y, _shortcut is null ? x : _shortcut.Emit(graph, x)));
    }

    /// <summary>torchvision's names.</summary>
    public IEnumerable<(nn.Module Module, string Prefix)> Names(string prefix)
    {
        for (var i = 0; i < _convolutions.Count; i++)
        {
            yield return (_convolutions[i].Convolution, $"{prefix}conv{i + 1}");
            yield return (_convolutions[i].Norm, $"{prefix}bn{i + 1}");
        }

        if (_shortcut is not null)
        {
            yield return (_shortcut.Convolution, $"{prefix}downsample.0");
            yield return (_shortcut.Norm, $"{prefix}downsample.1");
        }
    }
}
