namespace DiCNet.Train.Bench;

/// <summary>How fast something is.</summary>
/// <param name="What">teacher, student or loader.</param>
/// <param name="Batch">Crops of a step.</param>
/// <param name="Height">Of a crop.</param>
/// <param name="Width">Of a crop.</param>
/// <param name="Rounds">Crops per second, of each round.</param>
sealed record BenchFigure(string What, int Batch, int Height, int Width, IReadOnlyList<double> Rounds)
{
    /// <summary>Crops per second: the median of the rounds.</summary>
    public double CropsPerSecond
    {
        get
        {
            var sorted = Rounds.Order().ToArray();
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }
}
