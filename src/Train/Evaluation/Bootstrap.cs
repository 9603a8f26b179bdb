namespace DiCNet.Train.Evaluation;

/// <summary>Confidence intervals by drawing frames with replacement. Frames, not pixels: the pixels of a frame are anything but independent.</summary>
/// <remarks>Frames of one clip are not independent either: on a clip the intervals are too narrow, and say nothing about other places.</remarks>
/// <param name="seed">The same seed draws the same frames.</param>
/// <param name="resamples">How many times; 0 gives no intervals.</param>
sealed class Bootstrap(int seed, int resamples)
{
    /// <summary>The interval of a mean over frames; null for fewer than two values.</summary>
    public Interval? OfMean(IReadOnlyList<double> values)
    {
        if (resamples == 0 || values.Count < 2)
        {
            return null;
        }

        var random = new Random(seed);
        var means = new double[resamples];
        foreach (ref var mean in means.AsSpan())
        {
            var sum = 0.0;
            for (var i = 0; i < values.Count; i++)
            {
                sum += values[random.Next(values.Count)];
            }

            mean = sum / values.Count;
        }

        return Middle(means);
    }

    /// <summary>The intervals of pooled figures.</summary>
    /// <param name="frames">Per frame the counts of its pixels by the same bins of scores, highest scores first.</param>
    /// <param name="figures">What is wanted of the pooled counts.</param>
    /// <returns>One interval per figure; null for fewer than two frames.</returns>
    public IReadOnlyList<Interval>? OfPooled(IReadOnlyList<BinCounts> frames, params IReadOnlyList<Func<PixelFigures, double>> figures)
    {
        if (resamples == 0 || frames.Count < 2)
        {
            return null;
        }

        var random = new Random(seed);
        var drawn = figures.Select(_ => new List<double>(resamples)).ToArray();
        var sum = new BinCounts(frames[0].Bins);
        for (var r = 0; r < resamples; r++)
        {
            sum.Clear();
            for (var i = 0; i < frames.Count; i++)
            {
                sum.Add(frames[random.Next(frames.Count)]);
            }

            if (sum.Measure() is { } pooled)
            {
                for (var f = 0; f < drawn.Length; f++)
                {
                    drawn[f].Add(figures[f](pooled));
                }
            }
        }

        return drawn[0].Count == 0 ? null : [.. drawn.Select(d => Middle([.. d]))];
    }

    private static Interval Middle(double[] values)
    {
        Array.Sort(values);
        return new Interval(values[(int)(0.025 * (values.Length - 1))], values[(int)Math.Ceiling(0.975 * (values.Length - 1))]);
    }
}
