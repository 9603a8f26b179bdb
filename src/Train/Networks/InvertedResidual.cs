using DiCNet.Train.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>MobileNetV2's block: 1x1 to more channels, 3x3 depthwise, 1x1 to fewer without ReLU; the input added where shapes agree.</summary>
sealed class InvertedResidual : nn.Module<Tensor, Tensor>
{
    private readonly ConvNorm? _expand;
    private readonly ConvNorm _depthwise;
    private readonly ConvNorm _project;
    private readonly bool _residual;

    /// <summary>Builds it.</summary>
    /// <param name="arithmetic">The network's.</param>
    /// <param name="channels">Channels in.</param>
    /// <param name="output">Channels out.</param>
    /// <param name="expansion">Channels in between are so many times those in; 0: no first convolution.</param>
    /// <param name="stride">Of the depthwise convolution.</param>
    /// <param name="dilation">Of the depthwise convolution.</param>
    /// <param name="frozen">Whether weights and statistics stay as they were loaded.</param>
    public InvertedResidual(Arithmetic arithmetic, int channels, int output, int expansion, int stride, int dilation, bool frozen)
        : base(nameof(InvertedResidual))
    {
        Dilation = dilation;
        OutputChannels = output;
        var middle = channels * Math.Max(1, expansion);
        _expand = expansion == 0 ? null : new ConvNorm(arithmetic, new(channels, middle, 1), frozen: frozen);
        _depthwise = new ConvNorm(arithmetic, new(middle, middle, 3, stride, dilation, middle), frozen: frozen);
        _project = new ConvNorm(arithmetic, new(middle, output, 1), relu: false, frozen: frozen);
        _residual = stride == 1 && channels == output;
        if (_expand is not null)
        {
            register_module("expand", _expand);
        }

        register_module("depthwise", _depthwise);
        register_module("project", _project);
    }

    /// <summary>Of the depthwise convolution.</summary>
    public int Dilation { get; }

    /// <summary>Channels out.</summary>
    public int OutputChannels { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Apply(input, 1);

    /// <summary>The block on a map that was cut into sub-grids.</summary>
    /// <param name="input">The stacked sub-grids.</param>
    /// <param name="cut">Every how many-th cell of a row a sub-grid holds.</param>
    public Tensor Apply(Tensor input, int cut)
    {
        var x = _expand is null ? input : _expand.call(input);
        x = _project.call(_depthwise.Apply(x, Math.Max(1, Dilation / cut)));
        return _residual ? x + input : x;
    }

    /// <summary>Emits it.</summary>
    public string Emit(OnnxGraph graph, string x)
    {
        var y = _expand is null ? x : _expand.Emit(graph, x);
        y = _project.Emit(graph, _depthwise.Emit(graph, y));
        return _residual ? graph.Add(y, x) : y;
    }

    /// <summary>GluonCV's names.</summary>
    public IEnumerable<(nn.Module Module, string Prefix)> GluonNames(string prefix) =>
        Parts().SelectMany((part, i) => Pair(part, $"{prefix}conv{i}", $"{prefix}batchnorm{i}"));

    /// <summary>torchvision's names.</summary>
    public IEnumerable<(nn.Module Module, string Prefix)> TorchvisionNames(string prefix)
    {
        var parts = Parts().ToList();
        var last = parts.Count - 1;
        return parts.SelectMany((part, i) => i < last
            ? Pair(part, $"{prefix}{i}.0", $"{prefix}{i}.1")
            : Pair(part, $"{prefix}{i}", $"{prefix}{i + 1}"));
    }

    private static IEnumerable<(nn.Module Module, string Prefix)> Pair(ConvNorm part, string convolution, string norm) =>
        [(part.Convolution, convolution), (part.Norm, norm)];

    private IEnumerable<ConvNorm> Parts() => _expand is null ? [_depthwise, _project] : [_expand, _depthwise, _project];
}
