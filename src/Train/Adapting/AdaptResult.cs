namespace DiCNet.Train.Adapting;

/// <summary>What an adaptation did to footage that it did not learn from.</summary>
/// <param name="Before">Share of its area above the old bundle's alarm level, under the old bundle.</param>
/// <param name="After">The same under the new bundle.</param>
/// <param name="Frames">Frames that it was measured on.</param>
/// <param name="Odd">Frames that looked anomalous beforehand.</param>
sealed record AdaptResult(double Before, double After, int Frames, IReadOnlyList<OddFrame> Odd);
