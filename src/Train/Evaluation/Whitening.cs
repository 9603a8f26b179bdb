namespace DiCNet.Train.Evaluation;

/// <summary>Matrices that take a covariance away: |W x|^2 is the squared Mahalanobis distance of x from 0.</summary>
static class Whitening
{
    /// <summary>W, lower triangular, with W A W' = 1 for a covariance A: the inverse of its Cholesky factor.</summary>
    /// <param name="covariance">A [n, n]; the lower triangle is read. Positive definite.</param>
    /// <param name="n">Rows.</param>
    /// <exception cref="ArgumentException">A is not positive definite.</exception>
    public static double[] Of(ReadOnlySpan<double> covariance, int n) => Inverse(Cholesky(covariance, n), n);

    private static double[] Cholesky(ReadOnlySpan<double> matrix, int n)
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
