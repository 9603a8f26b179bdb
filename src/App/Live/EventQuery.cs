namespace DiCNet.App.Live;

/// <summary>Which events are asked for; what is null does not matter.</summary>
/// <param name="Stream">Name of the stream.</param>
/// <param name="Phase">Where in its life the event is.</param>
/// <param name="Zone">Name of the zone.</param>
/// <param name="Since">It was under way at or after this moment.</param>
/// <param name="Until">It began before this moment.</param>
/// <param name="Before">Its number is lower: the next page.</param>
/// <param name="Limit">Most rows.</param>
sealed record EventQuery(
    string? Stream = null, EventPhase? Phase = null, string? Zone = null, DateTimeOffset? Since = null, DateTimeOffset? Until = null, long? Before = null,
    int Limit = EventQuery.DefaultLimit)
{
    public const int DefaultLimit = 50;
    public const int MostRows = 500;

    /// <summary>Whether an event is among what is asked for.</summary>
    public bool Takes(EventRow row) =>
        (Stream is null || row.Latest.Stream.Name == Stream)
        && (Phase is null || row.Latest.Phase == Phase)
        && (Zone is null || row.Latest.Zone == Zone)
        && (Since is null || row.Updated >= Since)
        && (Until is null || row.Time < Until)
        && (Before is null || row.Number < Before);
}
