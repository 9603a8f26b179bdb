namespace DiCNet.Train.Training;

/// <summary>Mean and standard deviation of any number of values.</summary>
sealed class RunningMoments
{
    private double _sum;
    private double _squares;
    private long _count;

    /// <summary>Mean.</summary>
    public double Mean => _sum / Math.Max(1, _count);

    /// <summary>Standard deviation; never 0, since scores are divided by it.</summary>
    public double Deviation => Math.Max(1e-6, Math.Sqrt(Math.Max(0, (_squares / Math.Max(1, _count)) - (Mean * Mean))));

    /// <summary>Adds values. Lent for the call.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            _sum += value;
            _squares += (double)value * value;
        }

        _count += values.Length;
    }
}
