using DiCNet.Inference;
using DiCNet.Train.Data;

namespace DiCNet.Train.Quantizing;

/// <summary>Runs a graph over calibration pictures and looks at what passes through it.</summary>
static class RangeMeasurement
{
    private const int SamplesPerPicture = 16384;

    /// <summary>Measures.</summary>
    /// <param name="graph">In float.</param>
    /// <param name="activations">The values [1, C, h, w] to look at.</param>
    /// <param name="pictures">Of the graph's size.</param>
    /// <param name="outside">Share of the values left out at either end, 0 to 0.5.</param>
    /// <param name="done">Told how many pictures are done.</param>
    /// <param name="stop">Ends it.</param>
    public static Dictionary<string, ActivationRange> Measure(
        QuantGraph graph, IReadOnlyList<string> activations, IReadOnlyList<DecodedFrame> pictures, double outside, Action<int> done, CancellationToken stop)
    {
        using var probe = new ActivationProbe(graph.ToBytes(activations), activations);
        var (samples, most) = (new Dictionary<string, List<float>>(), new Dictionary<string, float[]>());
        for (var i = 0; i < pictures.Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            var picture = pictures[i];
            probe.Run(picture.Picture, picture.Height, picture.Width, (name, channels, values) =>
            {
                if (!samples.TryGetValue(name, out var sampled))
                {
                    (samples[name], most[name]) = (sampled = [], new float[channels]);
                }

                Widen(most[name], values);
                // A stride that is odd, so that all columns of a map are seen.
                for (var at = 0; at < values.Length; at += (values.Length / SamplesPerPicture) | 1)
                {
                    sampled.Add(values[at]);
                }
            });
            done(i + 1);
        }

        return samples.ToDictionary(s => s.Key, s => Range(s.Value, most[s.Key], outside));
    }

    private static void Widen(float[] most, ReadOnlySpan<float> values)
    {
        var cells = values.Length / most.Length;
        for (var c = 0; c < most.Length; c++)
        {
            foreach (var value in values.Slice(c * cells, cells))
            {
                most[c] = Math.Max(most[c], Math.Abs(value));
            }
        }
    }

    private static ActivationRange Range(List<float> samples, float[] most, double outside)
    {
        samples.Sort();
        float At(double share) => samples[(int)Math.Round(share * (samples.Count - 1))];
        return new ActivationRange(Math.Min(0, At(outside)), Math.Max(0, At(1 - outside)), most);
    }
}
