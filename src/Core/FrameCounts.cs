using System.Text.Json.Serialization;

namespace DiCNet;

/// <summary>Where the frames of one stream went.</summary>
/// <param name="Received">Frames that the source gave, broken ones included.</param>
/// <param name="Scored">Frames that came out with a verdict.</param>
/// <param name="Dropped">Frames left out on purpose, by reason; reasons that did not occur are absent.</param>
/// <param name="Failed">Frames that could not be scored, by reason; reasons that did not occur are absent.</param>
public sealed record FrameCounts(
    long Received,
    long Scored,
    IReadOnlyDictionary<DropReason, long> Dropped,
    IReadOnlyDictionary<FailReason, long> Failed)
{
    /// <summary>Frames dropped or failed.</summary>
    [JsonIgnore]
    public long Lost => Dropped.Values.Sum() + Failed.Values.Sum();

    /// <summary>The law of conservation: received = scored + dropped + failed.</summary>
    [JsonIgnore]
    public bool Conserved => Received == Scored + Lost;
}
