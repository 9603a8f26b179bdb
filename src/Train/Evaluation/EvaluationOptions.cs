using DiCNet.Inference;

namespace DiCNet.Train.Evaluation;

/// <summary>How a bundle is measured. Everything here is written into the result.</summary>
sealed record EvaluationOptions
{
    /// <summary>How score grids are stretched to label size.</summary>
    /// <value>
    /// <see cref="Upsampling.HalfPixel"/> by default: it is what `dicnet` shows, and what the figures of the shipped bundles were measured with.
    /// The paper's code uses <see cref="Upsampling.AlignCorners"/>; the two differ by a few tenths of a point.
    /// </value>
    public Upsampling Upsampling { get; init; }

    /// <summary>Resamples of the confidence intervals.</summary>
    /// <value>1000 by default; 0 gives none.</value>
    public int Resamples { get; init; } = 1000;

    /// <summary>Seed of the resamples.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Pictures measured at once.</summary>
    /// <value>0, the default, is one per processor.</value>
    public int Threads { get; init; }

    /// <summary>Whether scores that need no student are measured beside.</summary>
    public bool Baselines { get; init; } = true;

    /// <summary>Share of the covariance of the Mahalanobis distance that is replaced by a multiple of the identity.</summary>
    public double Shrinkage { get; init; } = 0.01;

    /// <summary>Components of alarms smaller than this part of the picture are left out of the component metrics.</summary>
    /// <value>500 pixels of 1280x720 by default, as on SegmentMeIfYouCan's anomaly track.</value>
    public double MinAlarmArea { get; init; } = 500.0 / (1280 * 720);

    /// <summary>Anomalies smaller than this part of the picture count as void in the component metrics.</summary>
    /// <value>100 pixels of 1280x720 by default, as there.</value>
    public double MinAnomalyArea { get; init; } = 100.0 / (1280 * 720);

    /// <summary>About how many points of each curve are kept.</summary>
    public int CurvePoints { get; init; } = 300;

    /// <summary>How the models run.</summary>
    public InferenceOptions Inference { get; init; } = new() { Precision = ModelPrecision.Float32 };

    /// <summary><see cref="Threads"/> as a number of its own.</summary>
    public int EffectiveThreads => Threads == 0 ? Environment.ProcessorCount : Threads;
}
