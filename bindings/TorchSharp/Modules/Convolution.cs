using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What convolutions share: their weights and their geometry.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    private protected Convolution(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding,
        Padding? padding_type, long[] dilation, PaddingModes padding_mode, long groups, bool bias, Device? device,
        ScalarType? dtype)
        : base(name)
    {
        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.padding_type = padding_type;
        this.dilation = dilation;
        this.padding_mode = padding_mode;
        this.groups = groups;
        if (groups <= 0 || in_channels % groups != 0 || out_channels % groups != 0)
            throw new ArgumentException($"{in_channels} and {out_channels} channels cannot be cut into {groups} groups.");

        weight = new Parameter(empty([out_channels, in_channels / groups, .. kernel_size], dtype, device));
        weight.DetachFromDisposeScope();
        register_parameter(nameof(weight), weight);
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (!bias)
            return;
        this.bias = new Parameter(empty(out_channels, dtype, device));
        this.bias.DetachFromDisposeScope();
        register_parameter(nameof(bias), this.bias);
        var bound = 1 / Math.Sqrt(nn.init.Fan(weight, nn.init.FanInOut.FanIn));
        nn.init.uniform_(this.bias, -bound, bound);
    }

    public Parameter? bias { get; }

    public Parameter weight { get; }

    public long in_channels { get; }

    public long out_channels { get; }

    public bool transposed => false;

    public Padding? padding_type { get; }

    public long[]? padding { get; }

    public PaddingModes padding_mode { get; }

    public long groups { get; }

    public long[] kernel_size { get; }

    public long[] stride { get; }

    public long[] dilation { get; }

    public long[] output_padding { get; } = [0, 0];

    protected override void RegisterComponents()
    {
    }
}
