namespace DiCNet.Train.Bench;

/// <summary>How fast a pair is with some of the savings.</summary>
/// <param name="Variant">Which.</param>
/// <param name="Rounds">Milliseconds of a frame, of each round.</param>
/// <param name="Difference">Largest difference of its grids from those without savings, over their root mean square.</param>
sealed record SavingsFigure(string Variant, IReadOnlyList<double> Rounds, double Difference)
{
    /// <summary>Milliseconds of a frame: the median of the rounds.</summary>
    public double MillisecondsPerFrame
    {
        get
        {
            var sorted = Rounds.Order().ToArray();
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }
}
