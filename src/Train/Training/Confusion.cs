namespace DiCNet.Train.Training;

/// <summary>How often each class was taken for each: counts of pixels.</summary>
/// <param name="classes">Known classes.</param>
sealed class Confusion(int classes)
{
    private readonly long[] _counts = new long[classes * classes];

    /// <summary>Adds pixels; those of no known class do not count.</summary>
    /// <param name="labels">What they are. Lent for the call.</param>
    /// <param name="predicted">What they were taken for. Lent for the call.</param>
    public void Add(ReadOnlySpan<byte> labels, ReadOnlySpan<byte> predicted)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < classes)
            {
                _counts[(labels[i] * classes) + predicted[i]]++;
            }
        }
    }

    /// <summary>Intersection over union of each class; not a number for a class that neither occurs nor was predicted.</summary>
    public double[] Ious() =>
    [
        .. from c in Enumerable.Range(0, classes)
           let right = _counts[(c * classes) + c]
           let union = Enumerable.Range(0, classes).Sum(o => _counts[(c * classes) + o] + _counts[(o * classes) + c]) - right
           select union == 0 ? double.NaN : (double)right / union,
    ];

    /// <summary>Mean of <see cref="Ious"/> over the classes that have one.</summary>
    public double MeanIou() => Ious().Where(iou => !double.IsNaN(iou)).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Share of the pixels that were taken for what they are.</summary>
    public double Accuracy() => (double)Enumerable.Range(0, classes).Sum(c => _counts[(c * classes) + c]) / Math.Max(1, _counts.Sum());
}
