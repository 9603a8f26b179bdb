namespace DiCNet.Train.Training;

/// <summary>One quantile of a score.</summary>
/// <param name="Share">Share of the pixels below, 0 to 1.</param>
/// <param name="Value">Score there.</param>
sealed record ScoreQuantile(double Share, double Value);
