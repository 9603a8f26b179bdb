namespace DiCNet.Inference;

/// <summary>Raw score to calibrated score: 0 is the median of known pixels, 1 the alarm level, linear between and beyond.</summary>
/// <remarks>Differs from the reference evaluation, which rescales every batch by its own minimum and maximum: a live alarm level needs comparable frames.</remarks>
/// <param name="Median">Raw score that half of the known pixels stay below.</param>
/// <param name="AlarmLevel">Raw score at which an alarm begins; above <paramref name="Median"/>.</param>
public readonly record struct Calibration(double Median, double AlarmLevel)
{
    /// <summary>Calibrates a grid.</summary>
    /// <param name="raw">Raw scores. Lent for the call.</param>
    /// <param name="calibrated">As long as <paramref name="raw"/>; receives the result. Lent for the call.</param>
    public void Apply(ReadOnlySpan<float> raw, Span<float> calibrated)
    {
        var (offset, scale) = ((float)Median, (float)(1 / (AlarmLevel - Median)));
        for (var i = 0; i < raw.Length; i++)
        {
            calibrated[i] = (raw[i] - offset) * scale;
        }
    }
}
