using DiCNet.Train.Onnx;
using TorchSharp;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace DiCNet.Train.Networks;

/// <summary>Convolution, batch norm and, if wanted, ReLU: one convolution when it ships.</summary>
sealed class ConvNorm : nn.Module<Tensor, Tensor>
{
    private readonly Convolution _conv;
    private readonly BatchNorm _norm;
    private readonly bool _relu;

    /// <summary>Makes both parts.</summary>
    /// <param name="arithmetic">The network's.</param>
    /// <param name="shape">Of the convolution.</param>
    /// <param name="relu">Whether ReLU follows.</param>
    /// <param name="frozen">Whether weights and statistics stay as they were loaded.</param>
    public ConvNorm(Arithmetic arithmetic, ConvolutionShape shape, bool relu = true, bool frozen = false)
        : base(nameof(ConvNorm))
    {
        _relu = relu;
        _conv = new Convolution(arithmetic, shape);
        _norm = new BatchNorm(shape.Out, frozen);
        register_module("conv", _conv);
        register_module("bn", _norm);
        if (frozen)
        {
            foreach (var parameter in parameters())
            {
                parameter.requires_grad = false;
            }
        }
    }

    /// <summary>The convolution.</summary>
    public Convolution Convolution => _conv;

    /// <summary>The norm after it.</summary>
    public BatchNorm Norm => _norm;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Finish(_conv.call(input));

    /// <summary>The same with another dilation than the convolution's own.</summary>
    public Tensor Apply(Tensor input, int dilation) => Finish(_conv.Apply(input, dilation));

    /// <summary>Emits one convolution, or both parts where the graph saves nothing, and the ReLU.</summary>
    public string Emit(OnnxGraph graph, string x)
    {
        var y = graph.Saves(Savings.Norms) ? _conv.Emit(graph, x, Folded.From(_conv).With(_norm)) : _norm.Emit(graph, _conv.Emit(graph, x));
        return _relu ? graph.Relu(y) : y;
    }

    private Tensor Finish(Tensor x)
    {
        var y = _norm.call(x);
        return _relu ? Functional.relu(y, inplace: true) : y;
    }
}
