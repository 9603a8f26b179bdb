using DiCNet.Train.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>Unit of a pre-activation ResNet: norm and ReLU stand before each of 1x1, 3x3 and 1x1; nothing follows the sum.</summary>
sealed class PreActivationUnit : nn.Module<Tensor, Tensor>
{
    private readonly Arithmetic _arithmetic;
    private readonly BatchNorm _first;
    private readonly ConvNorm _reduce;
    private readonly ConvNorm _middle;
    private readonly Convolution _expand;
    private readonly Convolution? _shortcut;

    /// <summary>Builds it.</summary>
    /// <param name="arithmetic">The network's.</param>
    /// <param name="channels">Channels in.</param>
    /// <param name="planes">Channels of the 3x3; a quarter of those out.</param>
    /// <param name="stride">Of the 3x3 and of the projection.</param>
    /// <param name="dilation">Of the 3x3.</param>
    /// <param name="project">Whether the input is added through a 1x1 convolution.</param>
    public PreActivationUnit(Arithmetic arithmetic, int channels, int planes, int stride, int dilation, bool project)
        : base(nameof(PreActivationUnit))
    {
        _arithmetic = arithmetic;
        _first = new BatchNorm(channels);
        _reduce = new ConvNorm(arithmetic, new(channels, planes, 1));
        _middle = new ConvNorm(arithmetic, new(planes, planes, 3, stride, dilation));
        _expand = new Convolution(arithmetic, new(planes, 4 * planes, 1));
        register_module("first", _first);
        register_module("reduce", _reduce);
        register_module("middle", _middle);
        register_module("expand", _expand);
        if (project)
        {
            _shortcut = new Convolution(arithmetic, new(channels, 4 * planes, 1, stride));
            register_module("shortcut", _shortcut);
        }
    }

    /// <summary>The norms in the order of the layers.</summary>
    public IEnumerable<BatchNorm> Norms => [_first, _reduce.Norm, _middle.Norm];

    /// <summary>The convolutions in the order of the layers, the projection last.</summary>
    public IEnumerable<Convolution> Convolutions =>
        _shortcut is null ? [_reduce.Convolution, _middle.Convolution, _expand] : [_reduce.Convolution, _middle.Convolution, _expand, _shortcut];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var h = _arithmetic.Cast(_first.call(input)).relu();
        return _expand.call(_middle.call(_reduce.call(h))) + (_shortcut is null ? input : _shortcut.call(h));
    }

    /// <summary>Emits it; the first norm stays, as a sum stands before it.</summary>
    public string Emit(OnnxGraph graph, string x)
    {
        var h = graph.Relu(_first.Emit(graph, x));
        return graph.Add(_expand.Emit(graph, _middle.Emit(graph, _reduce.Emit(graph, h))), _shortcut is null ? x : _shortcut.Emit(graph, h));
    }
}
