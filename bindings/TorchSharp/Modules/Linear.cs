using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class Linear : nn.Module<Tensor, Tensor>
{
    internal Linear(Parameter weight, Parameter? bias)
        : base(nameof(Linear))
    {
        this.weight = weight;
        this.bias = bias;
        weight.DetachFromDisposeScope();
        register_parameter(nameof(weight), weight);
        if (bias is null)
            return;
        bias.DetachFromDisposeScope();
        register_parameter(nameof(bias), bias);
    }

    public Parameter? bias { get; }

    public Parameter weight { get; }

    public long in_features => weight.size(1);

    public long out_features => weight.size(0);

    public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);

    protected override void RegisterComponents()
    {
    }
}
