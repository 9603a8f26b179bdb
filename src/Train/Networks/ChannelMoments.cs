using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>Means and covariance of the channels over any number of maps: sums in double, so the order of the maps hardly matters.</summary>
sealed class ChannelMoments(int channels)
{
    // As in a batch norm: a channel that never moves divides by a small number, not by zero.
    private const double Epsilon = 1e-5;

    private readonly double[] _sums = new double[channels];
    private readonly double[] _products = new double[channels * channels];

    /// <summary>Cells added so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds maps [N, C, h, w]. Lent for the call.</summary>
    public void Add(Tensor maps)
    {
        if (maps.shape[1] != channels)
        {
            throw new ArgumentException($"maps of {maps.shape[1]} channels, not {channels}", nameof(maps));
        }

        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var x = maps.detach().to_type(ScalarType.Float64).permute(1, 0, 2, 3).reshape(channels, -1);
        Accumulate(_sums, x.sum(1));
        Accumulate(_products, matmul(x, x.transpose(0, 1)));
        Count += x.shape[1];
    }

    /// <summary>Mean per channel.</summary>
    public float[] Mean() => [.. _sums.Select(sum => (float)(sum / Count))];

    /// <summary>sqrt(variance + 1e-5) per channel; the variance divides by the count.</summary>
    public float[] Deviation() => [.. Enumerable.Range(0, channels).Select(c => (float)Math.Sqrt(Math.Max(0, Covariance(c, c)) + Epsilon))];

    /// <summary>Covariance of the channels, each divided by its <see cref="Deviation"/>: [C, C], 1 on the diagonal.</summary>
    public float[] Correlation()
    {
        var deviation = Deviation();
        return [.. Enumerable.Range(0, channels * channels).Select(i =>
        {
            var (c, d) = (i / channels, i % channels);
            return (float)(Covariance(c, d) / deviation[c] / deviation[d]);
        })];
    }

    private double Covariance(int c, int d) => (_products[(c * channels) + d] / Count) - (_sums[c] / Count * (_sums[d] / Count));

    private static void Accumulate(double[] sums, Tensor values)
    {
        using var more = values.cpu().contiguous().data<double>();
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += more[i];
        }
    }
}
