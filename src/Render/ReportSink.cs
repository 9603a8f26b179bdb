namespace DiCNet.Render;

/// <summary>Collects what <see cref="ReportPage"/> shows: the scores over time, and each event with a key frame at its peak.</summary>
/// <remarks>Of a long run it keeps 2000 points of the curve and the pictures of the 40 events with the highest peaks.</remarks>
public sealed class ReportSink : IVerdictSink
{
    /// <summary>The most events that keep pictures.</summary>
    internal const int MostPictured = 40;

    private const float WorthNewPicture = 1.1f;

    private readonly Dictionary<string, Entry> _entries = [];
    private readonly List<Entry> _inOrder = [];

    /// <summary>Scores over time.</summary>
    internal ScoreCurve Curve { get; } = new();

    /// <summary>Events in the order in which they started.</summary>
    internal IReadOnlyList<Entry> Events => _inOrder;

    /// <summary>Media time of the last frame.</summary>
    internal TimeSpan End { get; private set; }

    /// <inheritdoc/>
    public ValueTask WriteAsync(Verdict verdict, Overlay overlay)
    {
        End = verdict.Frame.MediaTime;
        Curve.Add(End, verdict.Summary.Peak);
        KeyFrame? pictures = null;
        foreach (var message in verdict.News)
        {
            Learn(message, verdict, overlay, ref pictures);
        }

        foreach (var e in verdict.Active)
        {
            Learn(e, verdict, overlay, ref pictures);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask FinishAsync(IReadOnlyList<AnomalyEvent> last)
    {
        foreach (var message in last)
        {
            Of(message).Latest = message;
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Learn(AnomalyEvent message, Verdict verdict, Overlay overlay, ref KeyFrame? pictures)
    {
        var entry = Of(message);
        entry.Latest = message;
        var first = entry.PicturedPeak == 0;
        if (first || (message.Peak > entry.PicturedPeak * WorthNewPicture && message.PeakAt == verdict.Frame.MediaTime))
        {
            entry.PicturedPeak = message.Peak;
            if (MakeRoom(entry))
            {
                entry.Pictures = pictures ??= KeyFrame.Of(verdict, overlay);
            }
        }
    }

    private Entry Of(AnomalyEvent message)
    {
        if (!_entries.TryGetValue(message.Id, out var entry))
        {
            _entries[message.Id] = entry = new Entry(message);
            _inOrder.Add(entry);
        }

        return entry;
    }

    private bool MakeRoom(Entry wanting)
    {
        Entry? lowest = null;
        var pictured = 0;
        foreach (var entry in _inOrder)
        {
            if (entry.Pictures is not null && !ReferenceEquals(entry, wanting))
            {
                pictured++;
                lowest = lowest is null || entry.Latest.Peak < lowest.Latest.Peak ? entry : lowest;
            }
        }

        if (pictured < MostPictured)
        {
            return true;
        }

        if (lowest!.Latest.Peak >= wanting.Latest.Peak)
        {
            return false;
        }

        lowest.Pictures = null;
        return true;
    }

    /// <summary>One event as it is known so far.</summary>
    internal sealed class Entry(AnomalyEvent latest)
    {
        public AnomalyEvent Latest { get; set; } = latest;

        public KeyFrame? Pictures { get; set; }

        public float PicturedPeak { get; set; }
    }
}
