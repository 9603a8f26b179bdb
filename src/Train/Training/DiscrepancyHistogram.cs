using DiCNet.Train.Data;

namespace DiCNet.Train.Training;

/// <summary>How d (Eq. 7) is distributed over rightly classified, wrongly classified and unknown pixels: the paper's Fig. 4.</summary>
sealed class DiscrepancyHistogram
{
    private static readonly string[] s_names = ["known, rightly classified", "known, wrongly classified", "unknown"];

    private readonly double _from;
    private readonly double _width;
    private readonly long[][] _counts;

    /// <summary>Chooses the range.</summary>
    /// <param name="known">Quantiles of d over known pixels.</param>
    /// <param name="bins">Bins over the logarithm of d.</param>
    public DiscrepancyHistogram(IReadOnlyList<ScoreQuantile> known, int bins)
    {
        _from = known.Count > 0 ? Math.Log10(Math.Max(1e-9, known[0].Value)) - 0.5 : -3;
        var to = known.Count > 0 ? Math.Log10(Math.Max(1e-9, known[^1].Value)) + 0.7 : 1;
        _width = (to - _from) / bins;
        _counts = [new long[bins], new long[bins], new long[bins]];
    }

    /// <summary>Adds a picture. All are lent for the call.</summary>
    public void Add(ReadOnlySpan<float> scores, ReadOnlySpan<byte> labels, ReadOnlySpan<byte> predicted)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            if (labels[i] != ClassTable.Void)
            {
                var kind = labels[i] == ClassTable.Anomaly ? 2 : labels[i] == predicted[i] ? 0 : 1;
                var bin = (int)((Math.Log10(Math.Max(1e-9, scores[i])) - _from) / _width);
                _counts[kind][Math.Clamp(bin, 0, _counts[kind].Length - 1)]++;
            }
        }
    }

    /// <summary>Density over log10 d of each kind that has pixels; the first and the last bin hold what lies outside.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<(double X, double Y)> Points)> Curves() =>
    [
        .. s_names.Zip(_counts).Where(kind => kind.Second.Sum() > 0).Select(kind =>
            (kind.First, (IReadOnlyList<(double, double)>)[.. kind.Second.Select((n, i) => (_from + ((i + 0.5) * _width), n / (kind.Second.Sum() * _width)))])),
    ];
}
