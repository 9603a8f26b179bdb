namespace DiCNet.Inference;

/// <summary>Where the two branches of a model run. Scores are the same up to rounding.</summary>
public enum Placement
{
    /// <summary>Both in one session on the fused graph: the fastest.</summary>
    Fused,

    /// <summary>Teacher, student and score in a session each: each branch can be looked at alone.</summary>
    Pair,
}
