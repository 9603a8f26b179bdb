namespace DiCNet;

/// <summary>Where in its life an event is.</summary>
public enum EventPhase
{
    /// <summary>It was above the alarm level long enough.</summary>
    Started,

    /// <summary>It goes on; sent at intervals.</summary>
    Updated,

    /// <summary>It was below the low level long enough, or the stream ended.</summary>
    Ended,
}
