using Microsoft.ML.OnnxRuntime;

namespace DiCNet.Inference;

/// <summary>What runs a bundle in one placement.</summary>
abstract class Sessions : IDisposable
{
    /// <summary>A session that reads pictures: batches lie in memory that its provider copies fastest from.</summary>
    public abstract InferenceSession Reader { get; }

    /// <summary>Loads the sessions of the placement that the options ask for. The caller owns the result.</summary>
    /// <exception cref="UserError">The bundle lacks a graph, a graph is not what the card says, or the provider does not load.</exception>
    public static Sessions Load(ModelBundle bundle, InferenceOptions options) => options.Placement switch
    {
        Placement.Fused => new FusedSessions(bundle, options),
        Placement.Pair => new PairSessions(bundle, options),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Placement, null),
    };

    /// <summary>Memory for what passes between the sessions; none where nothing does. The caller owns the result.</summary>
    /// <param name="capacity">Pictures of the largest batch.</param>
    public abstract PairFeatures? NewFeatures(int capacity);

    /// <summary>Binds a batch: what has to run, in this order. The caller owns the result; the values are lent for its life.</summary>
    /// <param name="count">Pictures.</param>
    /// <param name="frames">The pictures.</param>
    /// <param name="score">The score grids.</param>
    /// <param name="eq7">The discrepancy grids.</param>
    /// <param name="features">From <see cref="NewFeatures"/>.</param>
    public abstract Bound[] Bind(int count, OrtValue frames, OrtValue score, OrtValue eq7, PairFeatures? features);

    /// <summary>Frees the sessions.</summary>
    public abstract void Dispose();
}
