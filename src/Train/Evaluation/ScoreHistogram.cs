namespace DiCNet.Train.Evaluation;

/// <summary>Scores of any number of pixels in fixed memory: counts by the upper bits of the float, so that scores within 0.02 % of each other fall together.</summary>
/// <remarks>For sets whose pixels do not fit in memory. Every figure is then exact for scores rounded that much.</remarks>
sealed class ScoreHistogram
{
    // Sign, exponent and the upper 12 bits of the fraction.
    private const int Shift = 11;

    private readonly long[] _anomalous = new long[1 << (32 - Shift)];
    private readonly long[] _normal = new long[1 << (32 - Shift)];

    /// <summary>Counts the pixels of one map.</summary>
    /// <param name="anomalous">Scores of its anomalous pixels. Lent for the call.</param>
    /// <param name="normal">Scores of its normal pixels. Lent for the call.</param>
    public void Add(ReadOnlySpan<float> anomalous, ReadOnlySpan<float> normal)
    {
        Count(anomalous, _anomalous);
        Count(normal, _normal);
    }

    /// <summary>The figures of everything counted; null where one kind is missing.</summary>
    public PixelFigures? Measure(int curvePoints)
    {
        var (anomalous, normal) = (_anomalous.Sum(), _normal.Sum());
        if (anomalous == 0 || normal == 0)
        {
            return null;
        }

        var sweep = new RankSweep(anomalous, normal, curvePoints);
        for (var bin = _normal.Length - 1; bin >= 0; bin--)
        {
            if (_anomalous[bin] > 0 || _normal[bin] > 0)
            {
                sweep.Add(LowestOf(bin), _anomalous[bin], _normal[bin]);
            }
        }

        return sweep.Finish();
    }

    /// <summary>The scores at which these shares of the normal (or anomalous) pixels lie below.</summary>
    public float[] Quantiles(bool ofNormal, ReadOnlySpan<double> shares)
    {
        var counts = ofNormal ? _normal : _anomalous;
        var (total, found) = (counts.Sum(), new float[shares.Length]);
        for (var i = 0; i < shares.Length; i++)
        {
            var (below, bin) = (0L, 0);
            while (bin < counts.Length - 1 && below + counts[bin] <= shares[i] * (total - 1))
            {
                below += counts[bin++];
            }

            found[i] = LowestOf(bin);
        }

        return found;
    }

    private static float LowestOf(int bin) => ScoreSort.Score((uint)bin << Shift);

    private static void Count(ReadOnlySpan<float> scores, long[] counts)
    {
        foreach (var score in scores)
        {
            counts[ScoreSort.Key(score) >> Shift]++;
        }
    }
}
