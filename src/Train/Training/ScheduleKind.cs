namespace DiCNet.Train.Training;

/// <summary>How the rate falls after the warm-up.</summary>
enum ScheduleKind
{
    /// <summary>It does not.</summary>
    Constant,

    /// <summary>(1 - t)^0.9.</summary>
    Poly,

    /// <summary>(1 + cos(pi t)) / 2.</summary>
    Cosine,
}
