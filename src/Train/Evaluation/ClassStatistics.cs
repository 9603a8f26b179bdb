namespace DiCNet.Train.Evaluation;

/// <summary>Means of the features of each class and the covariance within classes, collected picture by picture.</summary>
/// <param name="channels">Channels C of the features.</param>
/// <param name="classes">How many known classes K.</param>
sealed class ClassStatistics(int channels, int classes)
{
    private readonly double[] _products = new double[channels * channels];
    private readonly double[] _sums = new double[classes * channels];
    private readonly long[] _counts = new long[classes];

    /// <summary>Adds the cells of one picture.</summary>
    /// <param name="features">[C, h, w]. Lent for the call.</param>
    /// <param name="labels">[h, w], class indices; others are left out. Lent for the call.</param>
    public void Add(ReadOnlySpan<float> features, ReadOnlySpan<byte> labels)
    {
        var kept = Enumerable.Range(0, labels.Length).ToArray();
        var count = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < classes)
            {
                kept[count++] = i;
                _counts[labels[i]]++;
            }
        }

        var planes = new float[channels * count];
        for (var c = 0; c < channels; c++)
        {
            var from = features.Slice(c * labels.Length, labels.Length);
            var to = planes.AsSpan(c * count, count);
            for (var i = 0; i < count; i++)
            {
                to[i] = from[kept[i]];
                _sums[(labels[kept[i]] * channels) + c] += to[i];
            }
        }

        // One triangle is enough, and sums of one picture at a time keep single precision good.
        for (var c = 0; c < channels; c++)
        {
            for (var d = 0; d <= c; d++)
            {
                _products[(c * channels) + d] += Vectors.Dot(planes.AsSpan(c * count, count), planes.AsSpan(d * count, count));
            }
        }
    }

    /// <summary>The distance that these statistics define.</summary>
    /// <param name="shrinkage">Share of the covariance that is replaced by a multiple of the identity with the same trace.</param>
    /// <exception cref="UserError">No cell of a known class was added.</exception>
    public Mahalanobis Finish(double shrinkage)
    {
        var total = _counts.Sum();
        if (total == 0)
        {
            throw new UserError("no pixel of a known class in the training list", "", "check the class table and the labels of the training list");
        }

        var means = new double[classes][];
        var covariance = (double[])_products.Clone();
        for (var k = 0; k < classes; k++)
        {
            means[k] = [.. _sums.AsSpan(k * channels, channels)];
            for (var c = 0; c < channels; c++)
            {
                means[k][c] /= Math.Max(1, _counts[k]);
                for (var d = 0; d <= c; d++)
                {
                    covariance[(c * channels) + d] -= _counts[k] * means[k][c] * means[k][d];
                }
            }
        }

        var trace = Enumerable.Range(0, channels).Sum(c => covariance[(c * channels) + c]) / total;
        for (var i = 0; i < covariance.Length; i++)
        {
            covariance[i] *= (1 - shrinkage) / total;
        }

        for (var c = 0; c < channels; c++)
        {
            covariance[(c * channels) + c] += shrinkage * trace / channels;
        }

        return new Mahalanobis(covariance, [.. means.Where((_, k) => _counts[k] > 0)]);
    }
}
