namespace DiCNet.Inference;

/// <summary>Whether scores still lie where the card says that those of known pixels do: the population stability index.</summary>
/// <remarks>
/// PSI = sum over bins of (a - e) ln(a / e), with the share a of the scores seen and e of the card, in the bins between its quantiles. By
/// custom under 0.1 is no drift, over 0.25 means that levels should be calibrated anew. Old scores fade.
/// One caller at a time for <see cref="Add"/>; any number read <see cref="Index"/>.
/// </remarks>
public sealed class ScoreDrift
{
    private const int Step = 13;            // cells looked at: every so many
    private const double FramesRemembered = 3000;
    private const int FramesNeeded = 100;
    private const double Least = 1e-4;      // share of a bin that nothing fell into

    private readonly double[] _edges;
    private readonly double[] _expected;
    private readonly double[] _seen;
    private double _frames;
    private double _index = double.NaN;

    /// <summary>Takes the quantiles of a card.</summary>
    public ScoreDrift(ModelCard card)
    {
        var quantiles = card.ScoreQuantilesOnKnownPixels
            .Select(q => (Probability: double.Parse(q.Key, System.Globalization.CultureInfo.InvariantCulture), Value: q.Value))
            .OrderBy(q => q.Probability).ToArray();
        _edges = [.. quantiles.Select(q => q.Value)];
        double[] probabilities = [0, .. quantiles.Select(q => q.Probability), 1];
        _expected = [.. probabilities.Zip(probabilities.Skip(1), (a, b) => Math.Max(Least, b - a))];
        _seen = new double[_expected.Length];
    }

    /// <summary>The index; null until enough frames were seen.</summary>
    public double? Index => double.IsNaN(Volatile.Read(ref _index)) ? null : Volatile.Read(ref _index);

    /// <summary>Takes the raw scores of a frame.</summary>
    /// <param name="raw">Lent for the call.</param>
    public void Add(ReadOnlySpan<float> raw)
    {
        if (_edges.Length == 0)
        {
            return;
        }

        for (var bin = 0; bin < _seen.Length; bin++)
        {
            _seen[bin] *= 1 - (1 / FramesRemembered);
        }

        for (var i = 0; i < raw.Length; i += Step)
        {
            var at = Array.BinarySearch(_edges, raw[i]);
            _seen[at < 0 ? ~at : at]++;
        }

        _frames++;
        if (_frames >= FramesNeeded)
        {
            var sum = _seen.Sum();
            var index = 0.0;
            for (var bin = 0; bin < _seen.Length; bin++)
            {
                var share = Math.Max(Least, _seen[bin] / sum);
                index += (share - _expected[bin]) * Math.Log(share / _expected[bin]);
            }

            Volatile.Write(ref _index, index);
        }
    }
}
