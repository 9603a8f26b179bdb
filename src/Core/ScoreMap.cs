namespace DiCNet;

/// <summary>Anomaly scores of one frame on the model's grid.</summary>
/// <remarks>Shape: every grid [h, w], row by row; h, w = model height, width / stride.</remarks>
public sealed class ScoreMap : Pooled
{
    private float[] _cells = [];

    /// <summary>Rows h.</summary>
    public int Height { get; private set; }

    /// <summary>Columns w.</summary>
    public int Width { get; private set; }

    /// <summary>Gives it the shape of a model's grid; its scores are undefined then. Memory is made when it grows.</summary>
    public ScoreMap Shape(int height, int width)
    {
        (Height, Width) = (height, width);
        if (_cells.Length < 3 * height * width)
        {
            _cells = new float[3 * height * width];
        }

        return this;
    }

    /// <summary>The model's own score (the card's score rule): any range, higher is more anomalous.</summary>
    public Span<float> Raw => _cells.AsSpan(0, Height * Width);

    /// <summary>Raw discrepancy, Zhou et al. 2021 (arXiv:2112.09908), Eq. 7: 0 or more.</summary>
    public Span<float> Eq7 => _cells.AsSpan(Height * Width, Height * Width);

    /// <summary>Calibrated score: 0 median of known pixels, 1 alarm level, linear between and beyond.</summary>
    public Span<float> Calibrated => _cells.AsSpan(2 * Height * Width, Height * Width);
}
