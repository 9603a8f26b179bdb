namespace DiCNet.Train.Evaluation;

/// <summary>The two values of a label map that are no class index.</summary>
static class Truth
{
    /// <summary>A pixel of a held-out class.</summary>
    public const byte Anomaly = 254;

    /// <summary>A pixel that counts nowhere.</summary>
    public const byte Void = 255;
}
