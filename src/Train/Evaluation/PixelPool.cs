namespace DiCNet.Train.Evaluation;

/// <summary>The scores of all pixels of a list: exact up to <see cref="MostExact"/> pixels, by <see cref="ScoreHistogram"/> beyond. Any number of callers may add.</summary>
/// <param name="expected">How many pixels will come at most.</param>
sealed class PixelPool(long expected)
{
    /// <summary>Pixels that are kept one by one: 1 GB while they are sorted.</summary>
    public const long MostExact = 1L << 27;

    private readonly Lock _gate = new();
    private readonly ScoreHistogram? _histogram = expected > MostExact ? new ScoreHistogram() : null;
    private readonly List<float[]> _anomalous = [];
    private readonly List<float[]> _normal = [];
    private float[]? _sortedAnomalous;
    private float[]? _sortedNormal;

    /// <summary>Whether every pixel is kept one by one.</summary>
    public bool Exact => _histogram is null;

    /// <summary>Adds the pixels of one map.</summary>
    public void Add(in SortedPixels pixels)
    {
        if (_histogram is null)
        {
            var (anomalous, normal) = (pixels.Anomalous.ToArray(), pixels.Normal.ToArray());
            lock (_gate)
            {
                _anomalous.Add(anomalous);
                _normal.Add(normal);
            }
        }
        else
        {
            lock (_gate)
            {
                _histogram.Add(pixels.Anomalous, pixels.Normal);
            }
        }
    }

    /// <summary>The figures of all pixels; null where one kind is missing. Nothing may be added afterwards.</summary>
    public PixelFigures? Measure(int curvePoints)
    {
        if (_histogram is not null)
        {
            return _histogram.Measure(curvePoints);
        }

        Sort();
        return PixelMetrics.Measure(_sortedAnomalous, _sortedNormal, curvePoints);
    }

    /// <summary>The scores below which these shares of the normal (or anomalous) pixels lie. Nothing may be added afterwards.</summary>
    public float[] Quantiles(bool ofNormal, ReadOnlySpan<double> shares)
    {
        if (_histogram is not null)
        {
            return _histogram.Quantiles(ofNormal, shares);
        }

        Sort();
        var sorted = (ofNormal ? _sortedNormal : _sortedAnomalous)!;
        var found = new float[sorted.Length == 0 ? 0 : shares.Length];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = sorted[(int)(shares[i] * (sorted.Length - 1))];
        }

        return found;
    }

    private void Sort()
    {
        if (_sortedNormal is null)
        {
            (_sortedAnomalous, _sortedNormal) = (Joined(_anomalous), Joined(_normal));
        }
    }

    private static float[] Joined(List<float[]> parts)
    {
        var all = new float[parts.Sum(p => (long)p.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(all, at);
            at += part.Length;
        }

        parts.Clear();
        ScoreSort.Sort(all, new float[all.Length]);
        return all;
    }
}
