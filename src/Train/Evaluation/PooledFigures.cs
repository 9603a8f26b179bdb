namespace DiCNet.Train.Evaluation;

/// <summary>All pixels of a list ranked together. Fractions in [0, 1].</summary>
sealed record PooledFigures
{
    /// <summary>Whether every pixel was ranked by itself; false: scores within 0.02 % of each other count as equal.</summary>
    public required bool Exact { get; init; }

    /// <summary>AUPR.</summary>
    public required Estimate AveragePrecision { get; init; }

    /// <summary>Area under the ROC curve.</summary>
    public required Estimate Auroc { get; init; }

    /// <summary>FPR95 at the nearest recall.</summary>
    public required Estimate Fpr95Nearest { get; init; }

    /// <summary>FPR95 at the first recall of 95 % or more.</summary>
    public required Estimate Fpr95AtLeast { get; init; }

    /// <summary>FPR95 at the first recall above 95 %.</summary>
    public required Estimate Fpr95Above { get; init; }

    /// <summary>Highest F1 over all thresholds.</summary>
    public required Estimate BestF1 { get; init; }

    /// <summary>Where it is reached.</summary>
    public required float BestF1Threshold { get; init; }

    /// <summary>Operating points at recalls of 95, 85 and 75 %.</summary>
    public required IReadOnlyList<RecallPoint> AtRecall { get; init; }

    /// <summary>Scores below which 50, 95, 99 and 99.5 % of the normal pixels lie.</summary>
    public required IReadOnlyDictionary<string, float> NormalQuantiles { get; init; }

    /// <summary>Points of the ROC and the PR curve, threshold descending.</summary>
    public required IReadOnlyList<OperatingPoint> Curve { get; init; }
}
