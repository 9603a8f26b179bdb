namespace DiCNet.Train.Evaluation;

/// <summary>Means over pictures; those without anomalous (or without normal) pixels are left out. Fractions in [0, 1].</summary>
sealed record PerImageFigures
{
    /// <summary>Pictures in the means.</summary>
    public required int Frames { get; init; }

    /// <summary>Pictures left out.</summary>
    public required int LeftOut { get; init; }

    /// <summary>AUPR.</summary>
    public required Estimate AveragePrecision { get; init; }

    /// <summary>Area under the ROC curve.</summary>
    public required Estimate Auroc { get; init; }

    /// <summary>FPR95 at the nearest recall: the paper's.</summary>
    public required Estimate Fpr95Nearest { get; init; }

    /// <summary>FPR95 at the first recall of 95 % or more.</summary>
    public required Estimate Fpr95AtLeast { get; init; }

    /// <summary>E-FPR and C-FPR at recalls of 95, 85 and 75 %; empty where there is no segmentation.</summary>
    public required IReadOnlyList<SplitEstimate> ErrorSplits { get; init; }
}
