using DiCNet.Train.Data;

namespace DiCNet.Train.Evaluation;

/// <summary>Ranking figures of score maps against labels; exact, nothing is binned.</summary>
static class PixelMetrics
{
    /// <summary>Measures one map.</summary>
    /// <param name="scores">Higher is more anomalous; any range. Lent for the call.</param>
    /// <param name="labels">Per pixel a class index, <see cref="ClassTable.Anomaly"/> or <see cref="ClassTable.Void"/>. Lent for the call.</param>
    /// <param name="curvePoints">About how many points of the curves to keep; 0 keeps none.</param>
    /// <returns>Null where anomalous or normal pixels are missing: there is nothing to rank.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a score is not a number.</exception>
    public static PixelFigures? Measure(ReadOnlySpan<float> scores, ReadOnlySpan<byte> labels, int curvePoints = 0)
    {
        using var pixels = new SortedPixels(scores, labels);
        return Measure(pixels.Anomalous, pixels.Normal, curvePoints);
    }

    /// <summary>Measures scores that are sorted already.</summary>
    /// <param name="anomalous">Scores of the anomalous pixels, ascending. Lent for the call.</param>
    /// <param name="normal">Scores of the normal pixels, ascending. Lent for the call.</param>
    /// <param name="curvePoints">About how many points of the curves to keep; 0 keeps none.</param>
    /// <returns>Null where one of them is empty.</returns>
    public static PixelFigures? Measure(ReadOnlySpan<float> anomalous, ReadOnlySpan<float> normal, int curvePoints)
    {
        if (anomalous.IsEmpty || normal.IsEmpty)
        {
            return null;
        }

        var sweep = new RankSweep(anomalous.Length, normal.Length, curvePoints);
        var (a, n) = (anomalous.Length - 1, normal.Length - 1);
        while (a >= 0 || n >= 0)
        {
            var score = a < 0 ? normal[n] : n < 0 ? anomalous[a] : Math.Max(anomalous[a], normal[n]);
            var (firstA, firstN) = (a, n);
            while (a >= 0 && anomalous[a] == score)
            {
                a--;
            }

            while (n >= 0 && normal[n] == score)
            {
                n--;
            }

            sweep.Add(score, firstA - a, firstN - n);
        }

        return sweep.Finish();
    }
}
