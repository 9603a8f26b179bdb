namespace DiCNet.Train.Evaluation;

/// <summary>One score on one list. Per-image means and pooled figures are two families that must not be compared with each other.</summary>
sealed record ScoreEvaluation
{
    /// <summary>Name of the score.</summary>
    public required string Score { get; init; }

    /// <summary>What it is.</summary>
    public required string Meaning { get; init; }

    /// <summary>Every picture ranked alone, then the plain mean: anomaly-seg's and the paper's way. Null where no picture can be ranked.</summary>
    public required PerImageFigures? PerImage { get; init; }

    /// <summary>The pixels of all pictures ranked together: Fishyscapes' and SegmentMeIfYouCan's way. Null where they cannot.</summary>
    public required PooledFigures? Pooled { get; init; }

    /// <summary>Whole obstacles and whole alarms, at the threshold of the best pooled F1.</summary>
    public required ComponentFigures? Components { get; init; }

    /// <summary>Which known classes the false alarms at the pooled 95 % recall lie on, most first.</summary>
    public required IReadOnlyList<FalseAlarmShare> FalseAlarms { get; init; }

    /// <summary>Every picture that can be ranked.</summary>
    public required IReadOnlyList<FrameFigures> Frames { get; init; }

    /// <summary>Sanity alarms.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
