namespace DiCNet;

/// <summary>Why a frame was not scored although it could have been.</summary>
public enum DropReason
{
    /// <summary>The source itself left it out.</summary>
    Source,

    /// <summary>A fresher frame of a live stream took its place.</summary>
    Stale,

    /// <summary>Every buffer of its live stream was with the model or the outputs.</summary>
    NoBuffer,

    /// <summary>The run stopped before its turn came.</summary>
    Shutdown,
}
