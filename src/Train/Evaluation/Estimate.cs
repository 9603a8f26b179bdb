namespace DiCNet.Train.Evaluation;

/// <summary>A figure and how far it can be trusted.</summary>
/// <param name="Value">Fraction in [0, 1].</param>
/// <param name="Interval">95 % by drawing frames; null where there are too few of them.</param>
sealed record Estimate(double Value, Interval? Interval);
