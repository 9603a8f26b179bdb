namespace DiCNet;

/// <summary>A frame, its scores and what they mean, travelling together. The verdict owns frame and scores.</summary>
/// <param name="frame">The frame that was scored; owned from now on.</param>
/// <param name="scores">Its scores; owned from now on.</param>
/// <param name="summary">The scores in three numbers.</param>
/// <param name="regions">Patches above the low level, empty when all is ordinary.</param>
/// <param name="active">Events that are under way at this frame, in their latest state.</param>
/// <param name="news">Messages that this frame caused, in order: the event log.</param>
public sealed class Verdict(
    Frame frame,
    ScoreMap scores,
    ScoreSummary summary,
    IReadOnlyList<Region> regions,
    IReadOnlyList<AnomalyEvent> active,
    IReadOnlyList<AnomalyEvent> news) : IDisposable
{
    /// <summary>The frame that was scored.</summary>
    public Frame Frame => frame;

    /// <summary>Its scores.</summary>
    public ScoreMap Scores => scores;

    /// <summary>The scores in three numbers.</summary>
    public ScoreSummary Summary => summary;

    /// <summary>Patches above the low level, boxes in pixels of the source picture.</summary>
    public IReadOnlyList<Region> Regions => regions;

    /// <summary>Events under way at this frame, in their latest state.</summary>
    public IReadOnlyList<AnomalyEvent> Active => active;

    /// <summary>Messages that this frame caused, in order.</summary>
    public IReadOnlyList<AnomalyEvent> News => news;

    /// <summary>Sends frame and scores home.</summary>
    public void Dispose()
    {
        scores.Dispose();
        frame.Dispose();
    }
}
