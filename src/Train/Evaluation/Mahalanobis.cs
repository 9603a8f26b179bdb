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
        var factor = Cholesky(covariance, _channels);
        _whitening = [.. Inverse(factor, _channels).Select(v => (float)v)];
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

    private static double[] Cholesky(double[] matrix, int n)
    {
        var factor = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[(i * n) + j];
                for (var k = 0; k < j; k++)
                {
                    rest -= factor[(i * n) + k] * factor[(j * n) + k];
                }

                factor[(i * n) + j] = i == j
                    ? Math.Sqrt(rest > 0 ? rest : throw new ArgumentException("the covariance is not positive definite", nameof(matrix)))
                    : rest / factor[(j * n) + j];
            }
        }

        return factor;
    }

    private static double[] Inverse(double[] lower, int n)
    {
        var inverse = new double[n * n];
        for (var column = 0; column < n; column++)
        {
            for (var i = column; i < n; i++)
            {
                var rest = i == column ? 1.0 : 0.0;
                for (var k = column; k < i; k++)
                {
                    rest -= lower[(i * n) + k] * inverse[(k * n) + column];
                }

                inverse[(i * n) + column] = rest / lower[(i * n) + i];
            }
        }

        return inverse;
    }
}
