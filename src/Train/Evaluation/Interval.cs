namespace DiCNet.Train.Evaluation;

/// <summary>Where a figure would lie 95 times in 100 had other frames of the same kind been drawn.</summary>
/// <param name="Low">2.5 % of the resamples lie below.</param>
/// <param name="High">2.5 % lie above.</param>
sealed record Interval(double Low, double High);
