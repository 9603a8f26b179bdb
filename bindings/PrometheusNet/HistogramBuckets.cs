using System.Globalization;

namespace Prometheus;

/// <summary>The inclusive upper bounds of a histogram, the last one +Inf.</summary>
sealed class HistogramBuckets
{
    internal const string LabelName = "le";

    static readonly double[] s_default = [.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10];

    readonly double[] _upperBounds;

    internal HistogramBuckets(double[]? upperBounds)
    {
        upperBounds ??= s_default;
        if (upperBounds.Length == 0)
            throw new ArgumentException("Histogram must have at least one bucket.", nameof(upperBounds));

        for (var i = 1; i < upperBounds.Length; i++)
            if (upperBounds[i - 1] >= upperBounds[i])
                throw new ArgumentException("Bucket values must be increasing.", nameof(upperBounds));

        _upperBounds = double.IsPositiveInfinity(upperBounds[^1])
            ? [.. upperBounds]
            : [.. upperBounds, double.PositiveInfinity];
        Texts = Array.ConvertAll(_upperBounds, static bound =>
            double.IsPositiveInfinity(bound) ? "+Inf" : bound.ToString("g", CultureInfo.InvariantCulture));
    }

    internal int Count => _upperBounds.Length;

    /// <summary>The bounds as values of the label.</summary>
    internal string[] Texts { get; }

    internal int IndexOf(double value)
    {
        var found = Array.BinarySearch(_upperBounds, value);
        return found >= 0 ? found : ~found;
    }

    // Decimal arithmetic, so that no binary rounding error adds up along the bounds.
    internal static double[] Exponential(double start, double factor, int count)
    {
        CheckCount(count);
        if (start <= 0)
            throw new ArgumentException("The start of exponential buckets must be above zero.", nameof(start));
        if (factor <= 1)
            throw new ArgumentException("The factor of exponential buckets must be above one.", nameof(factor));

        var bounds = new double[count];
        var bound = (decimal)start;
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                bound *= (decimal)factor;
            bounds[i] = (double)bound;
        }

        return bounds;
    }

    internal static double[] Linear(double start, double width, int count)
    {
        CheckCount(count);
        var bounds = new double[count];
        for (var i = 0; i < count; i++)
            bounds[i] = (double)((decimal)start + ((decimal)width * i));
        return bounds;
    }

    static void CheckCount(int count)
    {
        if (count <= 0)
            throw new ArgumentException("There must be at least one bucket.", nameof(count));
    }
}
