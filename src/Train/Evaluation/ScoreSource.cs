namespace DiCNet.Train.Evaluation;

/// <summary>One score to be measured: a grid that the bundle gives, or something read off the teacher's logits.</summary>
/// <param name="Name">As in tables and JSON.</param>
/// <param name="Meaning">For people.</param>
/// <param name="Classifier">What to read off the logits; null for a grid.</param>
sealed record ScoreSource(string Name, string Meaning, ClassifierScore? Classifier = null)
{
    /// <summary>The paper's raw discrepancy.</summary>
    public static ScoreSource Eq7 { get; } = new("eq7", "discrepancy of teacher and student features, Zhou et al. 2021, Eq. 7");

    /// <summary>The distance that needs no student.</summary>
    public static ScoreSource Mahalanobis { get; } = new("mahalanobis", "Mahalanobis distance of the teacher's features to the nearest class mean; no student");

    /// <summary>What can be read off the teacher's logits.</summary>
    public static IReadOnlyList<ScoreSource> OfLogits { get; } =
    [
        new("msp", "1 - maximum softmax probability of the teacher", ClassifierScore.Msp),
        new("max-logit", "minus the teacher's largest logit", ClassifierScore.MaxLogit),
        new("energy", "minus log-sum-exp of the teacher's logits", ClassifierScore.Energy),
        new("entropy", "entropy of the teacher's softmax", ClassifierScore.Entropy),
    ];

    /// <summary>The rule that a bundle ships.</summary>
    public static ScoreSource Rule(string name) => name == Eq7.Name ? Eq7 : new(name, "the rule that the bundle ships");
}
