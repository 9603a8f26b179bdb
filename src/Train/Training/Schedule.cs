namespace DiCNet.Train.Training;

/// <summary>The factor on all rates at a step: linear warm-up, then a fall to (nearly) nothing at the last step.</summary>
/// <param name="kind">How it falls.</param>
/// <param name="warmUp">Steps until the full rate; the first step already has 1/warmUp of it.</param>
/// <param name="steps">Steps in all.</param>
sealed class Schedule(ScheduleKind kind, int warmUp, int steps)
{
    /// <summary>Factor of a step, counted from 0.</summary>
    public double At(int step)
    {
        if (step < warmUp)
        {
            return (step + 1.0) / warmUp;
        }

        var t = Math.Clamp((step - warmUp) / Math.Max(1.0, steps - warmUp), 0, 1);
        return kind switch
        {
            ScheduleKind.Constant => 1,
            ScheduleKind.Poly => Math.Pow(1 - t, 0.9),
            _ => 0.5 * (1 + Math.Cos(Math.PI * t)),
        };
    }
}
