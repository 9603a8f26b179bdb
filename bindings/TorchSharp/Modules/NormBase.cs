using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What batch norms share: scale, shift and running statistics.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    private protected NormBase(
        string name, long num_features, double eps, double? momentum, bool affine, bool track_running_stats,
        Device? device, ScalarType? dtype)
        : base(name)
    {
        this.num_features = num_features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        if (affine)
        {
            weight = new Parameter(ones(num_features, dtype, device));
            bias = new Parameter(zeros(num_features, dtype, device));
            register_parameter(nameof(weight), Detached(weight));
            register_parameter(nameof(bias), Detached(bias));
        }
        if (track_running_stats)
        {
            running_mean = zeros(num_features, dtype, device);
            running_var = ones(num_features, dtype, device);
            num_batches_tracked = tensor(0L, device: device);
            register_buffer(nameof(running_mean), Detached(running_mean));
            register_buffer(nameof(running_var), Detached(running_var));
            register_buffer(nameof(num_batches_tracked), Detached(num_batches_tracked));
        }
    }

    public Parameter? bias { get; }

    // The official property is not nullable either: without affine there is none.
    public Parameter weight { get; } = null!;

    public Tensor? running_mean { get; }

    public Tensor? running_var { get; }

    public Tensor? num_batches_tracked { get; }

    public long num_features { get; }

    public double eps { get; }

    public double? momentum { get; }

    public bool affine { get; }

    public bool track_running_stats { get; }

    public void reset_running_stats()
    {
        using var guard = no_grad();
        running_mean?.zero_();
        running_var?.fill_(1);
        num_batches_tracked?.zero_();
    }

    public override Tensor forward(Tensor input)
    {
        if (input.ndim != Rank)
            throw new ArgumentException($"Expected {Rank}D input, got {input.ndim}D input.");
        var factor = momentum ?? 0;
        if (training && num_batches_tracked is not null)
        {
            using (no_grad())
                num_batches_tracked.add_(1);
            factor = momentum ?? 1.0 / num_batches_tracked.ToInt64();
        }
        return nn.functional.batch_norm(
            input, running_mean, running_var, weight, bias, training || running_mean is null, factor, eps);
    }

    private protected abstract long Rank { get; }

    protected override void RegisterComponents()
    {
    }

    private static T Detached<T>(T tensor)
        where T : Tensor
    {
        tensor.DetachFromDisposeScope();
        return tensor;
    }
}
