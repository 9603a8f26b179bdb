namespace DiCNet.App.Benching;

/// <summary>One way to run the model; rates in frames/s.</summary>
sealed record ModelBenchRow
{
    public required string Precision { get; init; }

    public int Batch { get; init; }

    /// <summary>Runs at the same time, and threads of each.</summary>
    public int Concurrency { get; init; }

    public int Threads { get; init; }

    /// <summary>Median over the rounds.</summary>
    public double FramesPerSecond { get; init; }

    public double Slowest { get; init; }

    public double Fastest { get; init; }
}
