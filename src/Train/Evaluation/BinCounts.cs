using System.Numerics;

namespace DiCNet.Train.Evaluation;

/// <summary>How many anomalous and normal pixels fall in each bin of scores; bin 0 is the highest.</summary>
/// <param name="bins">How many bins.</param>
sealed class BinCounts(int bins)
{
    private readonly long[] _anomalous = new long[bins];
    private readonly long[] _normal = new long[bins];

    /// <summary>How many bins.</summary>
    public int Bins => bins;

    /// <summary>Counts one map.</summary>
    /// <param name="pixels">Its sorted pixels. Lent for the call.</param>
    /// <param name="edges">Lower ends of the bins, descending; lower scores fall in the last one. Lent for the call.</param>
    public static BinCounts Of(in SortedPixels pixels, ReadOnlySpan<float> edges)
    {
        var counts = new BinCounts(edges.Length);
        Count(pixels.Anomalous, edges, counts._anomalous);
        Count(pixels.Normal, edges, counts._normal);
        return counts;
    }

    /// <summary>Bins that are fine where ranking figures are decided: at the anomalous pixels, and at the highest of the normal ones.</summary>
    public static float[] Edges(PixelPool pool)
    {
        const int Steps = 384;
        Span<double> even = stackalloc double[Steps + 1], tail = stackalloc double[Steps];
        for (var i = 0; i < Steps; i++)
        {
            (even[i], tail[i]) = ((double)i / Steps, 1 - Math.Pow(10, -6.0 * i / Steps));
        }

        even[Steps] = 1;
        return [.. pool.Quantiles(ofNormal: false, even).Concat(pool.Quantiles(ofNormal: true, even)).Concat(pool.Quantiles(ofNormal: true, tail))
            .Distinct().OrderDescending()];
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Array.Clear(_anomalous);
        Array.Clear(_normal);
    }

    /// <summary>Adds the counts of another one of the same bins.</summary>
    public void Add(BinCounts other)
    {
        Add(_anomalous, other._anomalous);
        Add(_normal, other._normal);
    }

    /// <summary>The figures, equal scores within a bin; the thresholds are numbers of bins. Null where one kind is missing.</summary>
    public PixelFigures? Measure()
    {
        var (anomalous, normal) = (_anomalous.Sum(), _normal.Sum());
        if (anomalous == 0 || normal == 0)
        {
            return null;
        }

        var sweep = new RankSweep(anomalous, normal);
        for (var bin = 0; bin < bins; bin++)
        {
            if (_anomalous[bin] > 0 || _normal[bin] > 0)
            {
                sweep.Add(-bin, _anomalous[bin], _normal[bin]);
            }
        }

        return sweep.Finish();
    }

    private static void Count(ReadOnlySpan<float> ascending, ReadOnlySpan<float> edges, long[] counts)
    {
        var bin = 0;
        for (var i = ascending.Length - 1; i >= 0; i--)
        {
            while (bin < edges.Length - 1 && ascending[i] < edges[bin])
            {
                bin++;
            }

            counts[bin]++;
        }
    }

    private static void Add(Span<long> to, ReadOnlySpan<long> from)
    {
        var i = 0;
        for (; i <= to.Length - Vector<long>.Count; i += Vector<long>.Count)
        {
            (new Vector<long>(to[i..]) + new Vector<long>(from[i..])).CopyTo(to[i..]);
        }

        for (; i < to.Length; i++)
        {
            to[i] += from[i];
        }
    }
}
