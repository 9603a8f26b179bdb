namespace DiCNet.Train.Evaluation;

/// <summary>What a bundle was measured to be worth on the lists of a data set.</summary>
sealed record BundleEvaluation
{
    /// <summary>Name of the bundle, from its card.</summary>
    public required string Bundle { get; init; }

    /// <summary>SHA-256 of its graph.</summary>
    public required string Digest { get; init; }

    /// <summary>The score it ships; one of the scores of every list.</summary>
    public required string ScoreRule { get; init; }

    /// <summary>The data set, for people.</summary>
    public required string DataSet { get; init; }

    /// <summary>Names of the classes the labels know.</summary>
    public required IReadOnlyList<string> KnownClasses { get; init; }

    /// <summary>Names of the classes that are the anomaly.</summary>
    public required IReadOnlyList<string> HeldOutClasses { get; init; }

    /// <summary>How it was measured.</summary>
    public required EvaluationOptions Options { get; init; }

    /// <summary>Scores that could not be measured.</summary>
    public required IReadOnlyList<MissingScore> Missing { get; init; }

    /// <summary>What to doubt about all lists.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>One per list, in the order asked for.</summary>
    public required IReadOnlyList<ListEvaluation> Lists { get; init; }
}
