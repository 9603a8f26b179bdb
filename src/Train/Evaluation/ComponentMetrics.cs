using DiCNet.Train.Data;
using OpenCvSharp;

namespace DiCNet.Train.Evaluation;

/// <summary>Component metrics of a list of masks: whole obstacles found, whole alarms right.</summary>
/// <remarks>
/// Source: SegmentMeIfYouCan/road-anomaly-benchmark metrics/instance_segmentation.py (PPV for false positives, as since its commit 76665e5).
/// Differs: where nothing is predicted PPV is 0 instead of a division by zero.
/// </remarks>
/// <param name="minPrediction">Predicted components of fewer pixels are left out; 500 and 50 on the benchmark's tracks.</param>
/// <param name="minTruth">Anomalies of fewer pixels count as void; 100 and 10 there.</param>
sealed class ComponentMetrics(int minPrediction, int minTruth)
{
    private readonly List<double> _truths = [];
    private readonly List<double> _predictions = [];

    /// <summary>Several sets of pictures as one.</summary>
    public static ComponentMetrics Join(IReadOnlyList<ComponentMetrics> parts)
    {
        var all = new ComponentMetrics(0, 0);
        foreach (var part in parts)
        {
            all._truths.AddRange(part._truths);
            all._predictions.AddRange(part._predictions);
        }

        return all;
    }

    /// <summary>Adds one picture.</summary>
    /// <param name="predicted">[H, W], true where an anomaly is predicted; void pixels are taken out. Lent for the call.</param>
    /// <param name="labels">[H, W]: <see cref="ClassTable.Anomaly"/>, <see cref="ClassTable.Void"/>, or else normal. Lent for the call.</param>
    /// <param name="width">Columns W.</param>
    public void Add(ReadOnlySpan<bool> predicted, ReadOnlySpan<byte> labels, int width)
    {
        using var anomalies = new Mat(labels.Length / width, width, MatType.CV_8UC1);
        using var alarms = new Mat(labels.Length / width, width, MatType.CV_8UC1);
        var anomaly = anomalies.AsSpan<byte>();
        var alarm = alarms.AsSpan<byte>();
        for (var i = 0; i < labels.Length; i++)
        {
            anomaly[i] = labels[i] == ClassTable.Anomaly ? (byte)255 : (byte)0;
            alarm[i] = predicted[i] && labels[i] != ClassTable.Void ? (byte)255 : (byte)0;
        }

        using var truthMap = Components(anomalies, out var truthSizes);
        using var alarmMap = Components(alarms, out var alarmSizes);
        Judge(truthMap.AsSpan<int>(), truthSizes, alarmMap.AsSpan<int>(), alarmSizes);
    }

    /// <summary>The figures of all pictures so far; null where there was neither an anomaly nor an alarm.</summary>
    public ComponentFigures? Measure()
    {
        if (_truths.Count == 0 && _predictions.Count == 0)
        {
            return null;
        }

        var f1 = 0.0;
        for (var step = 0; step < 11; step++)
        {
            var tau = 0.25 + (step * 0.05);
            // 0.3 as 0.25 + 0.05 is a little above a fraction that is 0.3: such ties count as reached.
            var found = _truths.Count(s => s >= tau - 1e-9);
            var wrong = _predictions.Count(p => p < tau - 1e-9);
            f1 += 2.0 * found / Math.Max(1, found + _truths.Count + wrong);
        }

        return new ComponentFigures(
            _truths.Count == 0 ? 0 : _truths.Average(), _predictions.Count == 0 ? 0 : _predictions.Average(), f1 / 11, _truths.Count, _predictions.Count);
    }

    private void Judge(ReadOnlySpan<int> truth, int[] truthSizes, ReadOnlySpan<int> alarm, int[] alarmSizes)
    {
        // Pixels of anomalies too small to count leave the picture, for predictions too; so sizes are counted again.
        var (alarmPixels, alarmOnTruth) = (new int[alarmSizes.Length], new int[alarmSizes.Length]);
        var (truthPixels, covered) = (new int[truthSizes.Length], new int[truthSizes.Length]);
        var touching = new HashSet<(int Truth, int Alarm)>();
        for (var i = 0; i < truth.Length; i++)
        {
            var t = truth[i];
            if (t != 0 && truthSizes[t] < minTruth)
            {
                continue;
            }

            truthPixels[t]++;
            var a = alarmSizes[alarm[i]] < minPrediction ? 0 : alarm[i];
            alarmPixels[a]++;
            if (t != 0 && a != 0)
            {
                alarmOnTruth[a]++;
                covered[t]++;
                touching.Add((t, a));
            }
        }

        for (var t = 1; t < truthSizes.Length; t++)
        {
            if (truthPixels[t] > 0)
            {
                var touched = touching.Where(p => p.Truth == t).Select(p => p.Alarm).ToArray();
                // |k or P| - A, where A, the part of P on other anomalies, is all of P on anomalies but the part on k.
                var outside = touched.Sum(a => alarmPixels[a] - alarmOnTruth[a]);
                _truths.Add((double)covered[t] / (truthPixels[t] + outside));
            }
        }

        for (var a = 1; a < alarmSizes.Length; a++)
        {
            if (alarmPixels[a] > 0)
            {
                _predictions.Add((double)alarmOnTruth[a] / alarmPixels[a]);
            }
        }
    }

    private static Mat Components(Mat mask, out int[] sizes)
    {
        var map = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        sizes = new int[Cv2.ConnectedComponentsWithStats(mask, map, stats, centroids, PixelConnectivity.Connectivity8)];
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = stats.RowSpan<int>(i)[(int)ConnectedComponentsTypes.Area];
        }

        // The rest of the picture is component 0 and never too small.
        sizes[0] = int.MaxValue;
        return map;
    }
}
