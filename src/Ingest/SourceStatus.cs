namespace DiCNet.Ingest;

/// <summary>A live source at one moment. Plain immutable data, safe to share.</summary>
/// <param name="State">What it is doing.</param>
/// <param name="Quality">What its last picture was like.</param>
/// <param name="Reason">Why it is in this state, without secrets; null while frames come.</param>
/// <param name="Since">When the state began.</param>
/// <param name="LastFrameAt">When the last frame came; null before the first.</param>
/// <param name="Epoch">Counts the connections that gave frames, from 0.</param>
/// <param name="Reconnects">How often it was opened again.</param>
/// <param name="Info">What is known of the stream; null before it was open.</param>
public sealed record SourceStatus(
    SourceState State,
    FrameQuality Quality,
    string? Reason,
    DateTimeOffset Since,
    DateTimeOffset? LastFrameAt,
    int Epoch,
    long Reconnects,
    SourceInfo? Info);
