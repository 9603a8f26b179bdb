namespace DiCNet.Train.Evaluation;

/// <summary>How well a score ranks anomalous pixels before normal ones: one picture, or many pooled. Fractions in [0, 1].</summary>
sealed record PixelFigures
{
    /// <summary>Anomalous pixels.</summary>
    public required long Anomalous { get; init; }

    /// <summary>Normal pixels; void counts nowhere.</summary>
    public required long Normal { get; init; }

    /// <summary>AUPR as sklearn's average_precision_score: the sum of recall steps times precision, nothing interpolated.</summary>
    public required double AveragePrecision { get; init; }

    /// <summary>Area under the ROC curve; equal scores count half.</summary>
    public required double Auroc { get; init; }

    /// <summary>The operating points at recalls of 95, 85 and 75 %, in this order.</summary>
    public required IReadOnlyList<RecallPoint> AtRecall { get; init; }

    /// <summary>Highest F1 over all thresholds.</summary>
    public required double BestF1 { get; init; }

    /// <summary>Where it is reached first, coming from above.</summary>
    public required float BestF1Threshold { get; init; }

    /// <summary>Lowest score.</summary>
    public required float Lowest { get; init; }

    /// <summary>Highest score.</summary>
    public required float Highest { get; init; }

    /// <summary>A few hundred points of the ROC and the PR curve, threshold descending; empty where nobody asked for them.</summary>
    public required IReadOnlyList<OperatingPoint> Curve { get; init; }

    /// <summary>FPR95 as hendrycks/anomaly-seg and the paper have it, see <see cref="RecallPoint.Nearest"/>.</summary>
    public double Fpr95Nearest => AtRecall[0].Nearest.FalsePositiveRate;

    /// <summary>FPR95 as Fishyscapes and SegmentMeIfYouCan have it, see <see cref="RecallPoint.AtLeast"/>.</summary>
    public double Fpr95AtLeast => AtRecall[0].AtLeast.FalsePositiveRate;

    /// <summary>FPR95 as DenseHybrid and RbA have it, see <see cref="RecallPoint.Above"/>.</summary>
    public double Fpr95Above => AtRecall[0].Above.FalsePositiveRate;
}
