using DiCNet.Train.Data;

namespace DiCNet.Train.Training;

/// <summary>How common each class is among the pixels of the training list.</summary>
static class ClassShares
{
    /// <summary>Counts.</summary>
    /// <returns>Share of each known class among the known pixels; their sum is 1.</returns>
    public static double[] Measure(FrameCache frames, int classes)
    {
        var counts = new long[256];
        for (var i = 0; i < frames.Count; i++)
        {
            foreach (var label in frames[i].Labels)
            {
                counts[label]++;
            }
        }

        var all = Math.Max(1, counts[..classes].Sum());
        return [.. counts[..classes].Select(c => (double)c / all)];
    }

    /// <summary>Weight of each class in the loss: 1 / ln(1.1 + share), scaled to a mean of 1.</summary>
    public static float[] Weights(IReadOnlyList<double> shares)
    {
        var weights = shares.Select(s => 1 / Math.Log(1.1 + s)).ToArray();
        var mean = weights.Average();
        return [.. weights.Select(w => (float)(w / mean))];
    }
}
