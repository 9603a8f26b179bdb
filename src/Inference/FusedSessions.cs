using Microsoft.ML.OnnxRuntime;

namespace DiCNet.Inference;

/// <summary>Fused placement: one session. Features never leave the device.</summary>
sealed class FusedSessions(ModelBundle bundle, InferenceOptions options) : Sessions
{
    private readonly InferenceSession _session =
        ModelGraph.Load(bundle.ModelFile, bundle.Digest, options, ModelGraph.Pictures(bundle.Card), ModelGraph.Grids(bundle.Card));

    /// <inheritdoc/>
    public override InferenceSession Reader => _session;

    /// <inheritdoc/>
    public override PairFeatures? NewFeatures(int capacity) => null;

    /// <inheritdoc/>
    public override Bound[] Bind(int count, OrtValue frames, OrtValue score, OrtValue eq7, PairFeatures? features) =>
        [new Bound(_session, options.Provider, [(bundle.Card.Input.Name, frames)], [("score", score), ("eq7", eq7)])];

    /// <inheritdoc/>
    public override void Dispose() => _session.Dispose();
}
