namespace DiCNet.Train.Evaluation;

/// <summary>Squared Mahalanobis distance of features to the nearest class mean: what the teacher alone can say, without any student.</summary>
/// <remarks>Source: Lee et al. 2018 (arXiv:1807.03888), one covariance for all classes. Any number of callers.</remarks>
sealed class Mahalanobis
{
    private readonly float[] _whitening;
    private readonly float[][] _means;
    private readonly int _channels;

    /// <summary>Factors the covariance.</summary>
    /// <param name="covariance">[C, C], the lower triangle; positive definite.</param>
    /// <param name="means">Per class [C].</param>
    public Mahalanobis(double[] covariance, double[][] means)
    {
        _channels = means[0].Length;
        _whitening = [.. Whitening.Of(covariance, _channels).Select(v => (float)v)];
        _means = [.. means.Select(m => Enumerable.Range(0, _channels)
            .Select(c => (float)Enumerable.Range(0, c + 1).Sum(d => (double)_whitening[(c * _channels) + d] * m[d])).ToArray())];
    }

    /// <summary>Distances of one picture.</summary>
    /// <param name="features">[C, h, w]. Lent for the call.</param>
    /// <param name="grid">[h, w]; filled. Lent for the call.</param>
    public void Score(ReadOnlySpan<float> features, Span<float> grid)
    {
        var cells = grid.Length;
        var plane = new float[cells];
        var distances = new float[_means.Length * cells];
        for (var c = 0; c < _channels; c++)
        {
            Array.Clear(plane);
            for (var d = 0; d <= c; d++)
            {
                Vectors.AddMultiple(plane, features.Slice(d * cells, cells), _whitening[(c * _channels) + d]);
            }

            for (var k = 0; k < _means.Length; k++)
            {
                var mean = _means[k][c];
                var to = distances.AsSpan(k * cells, cells);
                for (var i = 0; i < cells; i++)
                {
                    to[i] += (plane[i] - mean) * (plane[i] - mean);
                }
            }
        }

        grid.Fill(float.PositiveInfinity);
        for (var i = 0; i < distances.Length; i++)
        {
            grid[i % cells] = Math.Min(grid[i % cells], distances[i]);
        }
    }
}
