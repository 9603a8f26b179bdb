using DiCNet.Train.Onnx;
using static TorchSharp.torch;

namespace DiCNet.Train.Training;

/// <summary>What the score needs to know of a finished pair, measured on normal frames.</summary>
sealed record PairStatistics
{
    /// <summary>mu^c: mean of the whitened difference of teacher and student per channel, over the calibration list.</summary>
    public required IReadOnlyList<float> Mu { get; init; }

    /// <summary>Of log eq7 over the cells of the training frames.</summary>
    public required ZStatistics LogEq7 { get; init; }

    /// <summary>Of the student's energy over the same cells.</summary>
    public required ZStatistics StudentEnergy { get; init; }

    /// <summary>Of the teacher's energy over the same cells.</summary>
    public required ZStatistics TeacherEnergy { get; init; }

    /// <summary>Quantiles of eq7 over the known pixels of the calibration list: share below, value.</summary>
    public required IReadOnlyList<ScoreQuantile> Eq7Quantiles { get; init; }

    /// <summary>Quantiles of eq7+logit over the same pixels.</summary>
    public required IReadOnlyList<ScoreQuantile> ScoreQuantiles { get; init; }

    /// <summary>The rule eq7+logit, see <see cref="ScoreRule.Eq7Logit"/>: [N, h, w].</summary>
    /// <param name="scores">Lent for the call.</param>
    public Tensor Combine(PairScores scores) =>
        Z(scores.LogEq7, LogEq7) + ((Z(scores.StudentEnergy, StudentEnergy) + Z(scores.TeacherEnergy, TeacherEnergy)) * 0.5);

    private static Tensor Z(Tensor values, ZStatistics z) => (values - z.Mean) / z.Std;
}
