namespace DiCNet.App.Live;

/// <summary>The model that decides.</summary>
/// <param name="Name">From its card.</param>
/// <param name="Digest">SHA-256 of the graph that runs.</param>
/// <param name="Folder">Where its bundle lies.</param>
/// <param name="Provider">What runs it.</param>
/// <param name="Precision">Width of its numbers: float32, float16 or int8.</param>
/// <param name="Since">When it began to decide.</param>
/// <param name="Swaps">Swaps since the start.</param>
/// <param name="LastRefusal">Why the last swap that failed did; null when none did.</param>
/// <param name="ScoreDrift">Population stability index of the raw scores against the card's quantiles; null until enough frames came.</param>
/// <param name="Shadow">The candidate beside it; null for none.</param>
sealed record ModelStatus(
    string Name, string Digest, string Folder, string Provider, string Precision, DateTimeOffset Since, int Swaps, string? LastRefusal, double? ScoreDrift,
    ShadowStatus? Shadow);
