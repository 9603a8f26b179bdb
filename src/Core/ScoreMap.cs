namespace DiCNet;

/// <summary>Anomaly scores of one frame on the model's grid.</summary>
/// <remarks>Shape: every grid [h, w], row by row; h, w = model height, width / stride.</remarks>
/// <param name="height">Rows h.</param>
/// <param name="width">Columns w.</param>
public sealed class ScoreMap(int height, int width) : Pooled
{
    private readonly float[] _cells = new float[3 * height * width];

    /// <summary>Rows h.</summary>
    public int Height => height;

    /// <summary>Columns w.</summary>
    public int Width => width;

    /// <summary>The model's own score (the card's score rule): any range, higher is more anomalous.</summary>
    public Span<float> Raw => _cells.AsSpan(0, height * width);

    /// <summary>Raw discrepancy, Zhou et al. 2021 (arXiv:2112.09908), Eq. 7: 0 or more.</summary>
    public Span<float> Eq7 => _cells.AsSpan(height * width, height * width);

    /// <summary>Calibrated score: 0 median of known pixels, 1 alarm level, linear between and beyond.</summary>
    public Span<float> Calibrated => _cells.AsSpan(2 * height * width, height * width);
}
