namespace DiCNet.Train.Evaluation;

/// <summary>All scores on one list of frames.</summary>
sealed record ListEvaluation
{
    /// <summary>Name of the list.</summary>
    public required string List { get; init; }

    /// <summary>Frames of it.</summary>
    public required int Frames { get; init; }

    /// <summary>Anomalous pixels.</summary>
    public required long Anomalous { get; init; }

    /// <summary>Pixels of known classes.</summary>
    public required long Normal { get; init; }

    /// <summary>Void pixels, ignored.</summary>
    public required long Void { get; init; }

    /// <summary>The teacher's segmentation of the known classes; null where the bundle gives no logits.</summary>
    public required SegmentationFigures? Segmentation { get; init; }

    /// <summary>The scores, the rule that ships first.</summary>
    public required IReadOnlyList<ScoreEvaluation> Scores { get; init; }

    /// <summary>What to doubt.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
