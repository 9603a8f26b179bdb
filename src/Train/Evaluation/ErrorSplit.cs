using DiCNet.Train.Data;

namespace DiCNet.Train.Evaluation;

/// <summary>False alarms apart by whether the segmentation was wrong there: E-FPR on misclassified pixels, C-FPR on correctly classified ones.</summary>
/// <remarks>Source: zhouhuan-hust/DiCNet evaluation_with_seg.py, the paper's Table 1: "above" is strictly above, the threshold is the nearest-recall one.</remarks>
/// <param name="Target">The recall whose threshold was used.</param>
/// <param name="Wrong">E-FPR: share of misclassified normal pixels above the threshold; null where none is misclassified.</param>
/// <param name="Right">C-FPR: share of correctly classified normal pixels above it; null where none is.</param>
sealed record ErrorSplit(double Target, double? Wrong, double? Right)
{
    /// <summary>Splits the false alarms of one map.</summary>
    /// <param name="scores">Higher is more anomalous. Lent for the call.</param>
    /// <param name="labels">Class indices, <see cref="ClassTable.Anomaly"/>, <see cref="ClassTable.Void"/>. Lent for the call.</param>
    /// <param name="predictions">Class indices that the segmentation gives. Lent for the call.</param>
    /// <param name="at">The operating points at that recall.</param>
    public static ErrorSplit Of(ReadOnlySpan<float> scores, ReadOnlySpan<byte> labels, ReadOnlySpan<byte> predictions, RecallPoint at)
    {
        var threshold = at.Nearest.Threshold;
        long wrong = 0, wrongAbove = 0, right = 0, rightAbove = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] is ClassTable.Anomaly or ClassTable.Void)
            {
                continue;
            }

            var above = scores[i] > threshold ? 1 : 0;
            if (predictions[i] == labels[i])
            {
                right++;
                rightAbove += above;
            }
            else
            {
                wrong++;
                wrongAbove += above;
            }
        }

        return new ErrorSplit(at.Target, wrong == 0 ? null : (double)wrongAbove / wrong, right == 0 ? null : (double)rightAbove / right);
    }
}
