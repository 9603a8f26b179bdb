namespace DiCNet.Train.Evaluation;

/// <summary>Counts of true against predicted known classes. Any number of callers may add.</summary>
/// <param name="classes">How many known classes K.</param>
sealed class Confusion(int classes)
{
    private readonly long[] _counts = new long[classes * classes];

    /// <summary>Adds one picture; anomalous and void pixels count nowhere.</summary>
    /// <param name="labels">True class indices. Lent for the call.</param>
    /// <param name="predictions">Predicted ones. Lent for the call.</param>
    public void Add(ReadOnlySpan<byte> labels, ReadOnlySpan<byte> predictions)
    {
        Span<long> counts = new long[_counts.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < classes)
            {
                counts[(labels[i] * classes) + predictions[i]]++;
            }
        }

        for (var i = 0; i < counts.Length; i++)
        {
            Interlocked.Add(ref _counts[i], counts[i]);
        }
    }

    /// <summary>Intersection over union per class; not a number for a class that is neither there nor predicted.</summary>
    public double[] ClassIou() => [.. Enumerable.Range(0, classes).Select(c =>
    {
        var hit = At(c, c);
        var (truth, predicted) = (Enumerable.Range(0, classes).Sum(p => At(c, p)), Enumerable.Range(0, classes).Sum(t => At(t, c)));
        return truth + predicted == 0 ? double.NaN : (double)hit / (truth + predicted - hit);
    })];

    /// <summary>Mean over the classes that have one.</summary>
    public double MeanIou() => ClassIou().Where(iou => !double.IsNaN(iou)).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Share of the pixels that are predicted rightly.</summary>
    public double PixelAccuracy() => (double)Enumerable.Range(0, classes).Sum(c => At(c, c)) / Math.Max(1, _counts.Sum());

    private long At(int truth, int predicted) => _counts[(truth * classes) + predicted];
}
