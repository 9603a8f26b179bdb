namespace DiCNet.Train.Bench;

/// <summary>How long is measured.</summary>
/// <param name="Rounds">Rounds; the median of them is the result.</param>
/// <param name="Steps">Steps of a round.</param>
/// <param name="WarmUp">Steps before the first round, which do not count.</param>
sealed record BenchPlan(int Rounds, int Steps, int WarmUp);
