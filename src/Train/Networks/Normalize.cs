using DiCNet.Train.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>U: each channel of a teacher's features to mean 0 and deviation 1 over the training set.</summary>
/// <remarks>
/// Source: Zhou et al. 2021 (arXiv:2112.09908), Eq. (2), (3). The statistics are those of the batch norm's output, measured in one exact
/// pass after training: running statistics lag behind the weights.
/// </remarks>
sealed class Normalize : nn.Module<Tensor, Tensor>
{
    private readonly Tensor _mean;
    private readonly Tensor _std;
    private readonly Tensor _correlation;

    /// <summary>Mean 0 and deviation 1: nothing measured yet.</summary>
    public Normalize(int channels)
        : base(nameof(Normalize))
    {
        _mean = zeros(channels).DetachFromDisposeScope();
        _std = ones(channels).DetachFromDisposeScope();
        _correlation = eye(channels).DetachFromDisposeScope();
        register_buffer("mean", _mean);
        register_buffer("std", _std);
        register_buffer("correlation", _correlation);
    }

    /// <summary>m, one number per channel; live.</summary>
    public Tensor Mean => get_buffer("mean")!;

    /// <summary>b, one number per channel, above 0; live.</summary>
    public Tensor Std => get_buffer("std")!;

    /// <summary>How the channels of t' vary together over the training set [C, C], 1 on the diagonal; live.</summary>
    public Tensor Correlation => get_buffer("correlation")!;

    /// <summary>t' = (t - m) / b.</summary>
    public override Tensor forward(Tensor input) => (input - Column(Mean)) / Column(Std);

    /// <summary>Emits it by itself: where the graph does not save.</summary>
    public string Emit(OnnxGraph graph, string x)
    {
        var (mean, std) = (Floats.Of(Mean), Floats.Of(Std));
        return graph.Affine(x, [.. std.Select(b => 1 / b)], [.. std.Select((b, c) => -mean[c] / b)]);
    }

    /// <summary>t = b t' + m.</summary>
    public Tensor Undo(Tensor normalised) => (normalised * Column(Std)) + Column(Mean);

    /// <summary>Takes the statistics over.</summary>
    public void Set(ChannelMoments moments)
    {
        Floats.Put(Mean, moments.Mean());
        Floats.Put(Std, moments.Deviation());
        Floats.Put(Correlation, moments.Correlation());
    }

    private static Tensor Column(Tensor perChannel) => perChannel.view(1, -1, 1, 1);
}
