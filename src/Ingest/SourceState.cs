namespace DiCNet.Ingest;

/// <summary>What a live source is doing.</summary>
public enum SourceState
{
    /// <summary>It is being opened for the first time.</summary>
    Starting,

    /// <summary>Frames come.</summary>
    Streaming,

    /// <summary>It is open, but no frame came for longer than the stall limit; it is being closed.</summary>
    Stalled,

    /// <summary>It is closed and will be opened again after a pause.</summary>
    Reconnecting,

    /// <summary>Somebody asked it to rest.</summary>
    Paused,

    /// <summary>Its recording is over.</summary>
    Ended,

    /// <summary>It cannot be opened and trying again would not help: a wrong path, an unknown scheme.</summary>
    Failed,
}
