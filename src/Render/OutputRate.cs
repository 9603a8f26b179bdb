namespace DiCNet.Render;

/// <summary>The constant rate of recorded and pushed pictures.</summary>
static class OutputRate
{
    private const double Unknown = 25;
    private const double Highest = 60;

    /// <summary>The rate asked for, or that of the source where it tells a likely one.</summary>
    public static double Of(OutputOptions options, Func<double> framesPerSecond)
    {
        var rate = options.FramesPerSecond > 0 ? options.FramesPerSecond : framesPerSecond();
        return rate is > 0 and <= Highest ? rate : rate is > Highest and < 1000 ? Highest : Unknown;
    }
}
