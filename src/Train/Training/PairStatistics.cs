using static TorchSharp.torch;

namespace DiCNet.Train.Training;

/// <summary>What the score needs to know of a finished pair, measured on normal frames.</summary>
sealed record PairStatistics
{
    /// <summary>mu^c: mean of teacher minus student per channel, over the calibration list.</summary>
    public required IReadOnlyList<float> Mu { get; init; }

    /// <summary>Mean of log eq7 over the cells of the training frames.</summary>
    public required double LogEq7Mean { get; init; }

    /// <summary>Standard deviation of the same.</summary>
    public required double LogEq7Std { get; init; }

    /// <summary>Mean of the energy, -logsumexp of the teacher's classifier on the student's features, over the same cells.</summary>
    public required double EnergyMean { get; init; }

    /// <summary>Standard deviation of the same.</summary>
    public required double EnergyStd { get; init; }

    /// <summary>Quantiles of eq7 over the known pixels of the calibration list: share below, value.</summary>
    public required IReadOnlyList<ScoreQuantile> Eq7Quantiles { get; init; }

    /// <summary>Quantiles of eq7+logit over the same pixels.</summary>
    public required IReadOnlyList<ScoreQuantile> ScoreQuantiles { get; init; }

    /// <summary>Mean squared difference per channel-wise cell, mu^c taken off, over the calibration list.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>The rule eq7+logit: z(log eq7) + z(energy).</summary>
    /// <param name="logEq7">[N, h, w]. Lent for the call.</param>
    /// <param name="energy">[N, h, w]. Lent for the call.</param>
    public Tensor Combine(Tensor logEq7, Tensor energy) => ((logEq7 - LogEq7Mean) / LogEq7Std) + ((energy - EnergyMean) / EnergyStd);
}
