using Microsoft.ML.OnnxRuntime;

namespace DiCNet.Inference;

/// <summary>Pair placement: teacher, student and score, one after another. Features stay in the provider's memory.</summary>
sealed class PairSessions : Sessions
{
    private readonly ModelCard _card;
    private readonly Provider _provider;
    private readonly List<InferenceSession> _sessions = [];

    /// <summary>Loads the three sessions.</summary>
    public PairSessions(ModelBundle bundle, InferenceOptions options)
    {
        _card = bundle.Card;
        _provider = options.Provider;
        var pair = _card.Pair ?? throw new UserError("the placement pair was asked for, but this bundle holds the fused graph alone", "inference.placement",
            "export the bundle again with teacher, student and score apart, or ask for fused");
        Port[] pictures = ModelGraph.Pictures(_card), features = [ModelGraph.Features("features", _card)];
        try
        {
            _sessions.Add(ModelGraph.Load(bundle.PathOf(pair.Teacher), pair.Teacher.Sha256, options, pictures, features));
            _sessions.Add(ModelGraph.Load(bundle.PathOf(pair.Student), pair.Student.Sha256, options, pictures, features));
            _sessions.Add(ModelGraph.Load(bundle.PathOf(pair.Score), pair.Score.Sha256, options,
                [ModelGraph.Features("teacher", _card), ModelGraph.Features("student", _card)], ModelGraph.Grids(_card)));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override InferenceSession Reader => _sessions[0];

    /// <inheritdoc/>
    public override PairFeatures NewFeatures(int capacity) => new(_sessions[0], _card, _provider, capacity);

    /// <inheritdoc/>
    public override Bound[] Bind(int count, OrtValue frames, OrtValue score, OrtValue eq7, PairFeatures? features)
    {
        var (teacher, student) = features!.Of(count);
        return
        [
            new Bound(_sessions[0], _provider, [(_card.Input.Name, frames)], [("features", teacher)]),
            new Bound(_sessions[1], _provider, [(_card.Input.Name, frames)], [("features", student)]),
            new Bound(_sessions[2], _provider, [("teacher", teacher), ("student", student)], [("score", score), ("eq7", eq7)]),
        ];
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var session in _sessions)
        {
            session.Dispose();
        }
    }
}
