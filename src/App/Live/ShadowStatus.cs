namespace DiCNet.App.Live;

/// <summary>The candidate.</summary>
/// <param name="Name">From its card.</param>
/// <param name="Digest">SHA-256 of the graph that runs.</param>
/// <param name="Frames">Frames it saw.</param>
/// <param name="Disagreement">Mean share of the cells that one of the two puts at the alarm level and the other does not, in [0, 1].</param>
sealed record ShadowStatus(string Name, string Digest, long Frames, double Disagreement);
