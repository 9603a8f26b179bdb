using DiCNet.Train.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace DiCNet.Train.Networks;

/// <summary>2-D convolution with float32 weights that calculates in the network's <see cref="Precision"/>.</summary>
/// <remarks>Shape: [N, C, H, W] to [N, O, H / stride, W / stride]. Padding is dilation * (kernel - 1) / 2 on every side.</remarks>
sealed class Convolution : nn.Module<Tensor, Tensor>
{
    private readonly Arithmetic _arithmetic;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly ConvolutionShape _shape;

    /// <summary>Starts as PyTorch's convolutions do, uniform within 1 / sqrt(fan-in), the bias at zero.</summary>
    /// <remarks>
    /// Small on purpose. As Kaiming normal over the fan-out, a classifier of ten classes starts with logits of 5 and a student with four times
    /// the error of an empty one: the last layer then learns what the layers behind it should (a student's AUROC fell below 50 %).
    /// </remarks>
    public Convolution(Arithmetic arithmetic, ConvolutionShape shape)
        : base(nameof(Convolution))
    {
        _arithmetic = arithmetic;
        _shape = shape;
        using var scope = NewDisposeScope();
        var weight = empty(shape.Out, shape.In / shape.Groups, shape.Kernel, shape.Kernel);
        nn.init.kaiming_uniform_(weight, a: Math.Sqrt(5));
        _weight = nn.Parameter(weight);
        _weight.DetachFromDisposeScope();
        register_parameter("weight", _weight);
        if (shape.Bias)
        {
            _bias = nn.Parameter(zeros(shape.Out));
            _bias.DetachFromDisposeScope();
            register_parameter("bias", _bias);
        }
    }

    /// <summary>Channels, kernel, stride, dilation.</summary>
    public ConvolutionShape Shape => _shape;

    /// <summary>The weights [O, C / groups, k, k]; live.</summary>
    public Tensor Weight => _weight;

    /// <summary>The bias [O], if there is one; live.</summary>
    public Tensor? Bias => _bias;

    /// <summary>Convolves with the shape's own dilation.</summary>
    public override Tensor forward(Tensor input) => Apply(input, _shape.Dilation);

    /// <summary>Convolves with another dilation than the shape's: pictures cut into sub-grids need none.</summary>
    public Tensor Apply(Tensor input, int dilation)
    {
        var x = _arithmetic.Cast(input);
        var weight = _arithmetic.Cast(_weight);
        var bias = _bias is null ? null : _arithmetic.Cast(_bias);
        if (_shape is { Kernel: 1, Stride: > 1, In: < 16 })
        {
            // oneDNN 2.6.3 writes beyond its buffer when it picks the cells of so few channels itself.
            var every = TensorIndex.Slice(step: _shape.Stride);
            return Functional.conv2d(x[TensorIndex.Ellipsis, every, every], weight, bias, groups: _shape.Groups);
        }

        if (_shape.IsPointwise && _arithmetic.Precision == Precision.BFloat16)
        {
            return Pointwise(x, weight, bias);
        }

        var padding = dilation * (_shape.Kernel - 1) / 2;
        return Functional.conv2d(x, weight, bias, [_shape.Stride, _shape.Stride], [padding, padding], [dilation, dilation], _shape.Groups);
    }

    /// <summary>Convolves some of the input channels only: what they add to the output.</summary>
    /// <param name="input">[N, count, H, W].</param>
    /// <param name="first">The channel that the input begins with.</param>
    /// <param name="count">Channels of the input.</param>
    public Tensor Apply(Tensor input, int first, int count)
    {
        var padding = _shape.Dilation * (_shape.Kernel - 1) / 2;
        return Functional.conv2d(
            _arithmetic.Cast(input), _arithmetic.Cast(_weight.narrow(1, first, count)), _bias is null ? null : _arithmetic.Cast(_bias),
            [_shape.Stride, _shape.Stride], [padding, padding], [_shape.Dilation, _shape.Dilation]);
    }

    /// <summary>Emits the convolution as it stands.</summary>
    public string Emit(OnnxGraph graph, string x) => Emit(graph, x, Folded.From(this));

    /// <summary>Emits the convolution with weights that something was folded into.</summary>
    public string Emit(OnnxGraph graph, string x, Folded folded) => graph.Conv(
        x, folded.Weight, [_shape.Out, _shape.In / _shape.Groups, _shape.Kernel, _shape.Kernel], folded.Bias,
        _shape.Stride, _shape.Dilation * (_shape.Kernel - 1) / 2, _shape.Dilation, _shape.Groups);

    // A matrix product over NHWC rows: oneDNN's bfloat16 backward of some 1x1 convolutions is slow, its matrix product is not.
    // In float32 the product goes to the BLAS library, which may be the slow reference one.
    private Tensor Pointwise(Tensor x, Tensor weight, Tensor? bias)
    {
        var nhwc = x.permute(0, 2, 3, 1);
        var (n, h, w) = (nhwc.shape[0], nhwc.shape[1], nhwc.shape[2]);
        var rows = Functional.linear(nhwc.reshape(-1, _shape.In), weight.view(_shape.Out, _shape.In), bias);
        return rows.view(n, h, w, _shape.Out).permute(0, 3, 1, 2);
    }
}
