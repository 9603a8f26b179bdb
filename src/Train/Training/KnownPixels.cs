using DiCNet.Train.Data;

namespace DiCNet.Train.Training;

/// <summary>Scores of the known pixels of normal frames, for the levels that a card states.</summary>
sealed class KnownPixels
{
    private static readonly double[] s_shares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999];

    private readonly List<float> _scores = [];

    /// <summary>Adds a frame.</summary>
    /// <param name="frame">Where it comes from.</param>
    /// <param name="decoded">Its labels.</param>
    /// <param name="scores">[H, W], of the size of the labels. Lent for the call.</param>
    public void Add(LabelledFrame frame, DecodedFrame decoded, ReadOnlySpan<float> scores)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            // Calibration frames are normal; where nobody says what is void, all of them is known.
            if (frame.Labels is null || decoded.Labels[i] < ClassTable.Unlisted)
            {
                _scores.Add(scores[i]);
            }
        }
    }

    /// <summary>Quantiles of what was added; none of nothing.</summary>
    public IReadOnlyList<ScoreQuantile> Quantiles()
    {
        _scores.Sort();
        return _scores.Count == 0 ? [] : [.. s_shares.Select(s => new ScoreQuantile(s, _scores[(int)Math.Round(s * (_scores.Count - 1))]))];
    }
}
