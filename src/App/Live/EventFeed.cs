using DiCNet.Render;

namespace DiCNet.App.Live;

/// <summary>The newest events of all streams, with pictures: what page and API show. Bounded; the oldest make room. Any number of threads.</summary>
/// <remarks>
/// Whoever follows asks for what changed after the last change that it knows: it gets each event once, in its latest revision, however long
/// it was away. So there is no mailbox that could fill, and nobody who reads slowly is noticed here.
/// </remarks>
/// <param name="remembered">Most events.</param>
/// <param name="mostPictureBytes">Memory for their pictures.</param>
/// <param name="clock">Wall clock.</param>
sealed class EventFeed(int remembered, long mostPictureBytes, TimeProvider clock) : IVerdictSink
{
    private const int MostSteps = 256;

    private readonly Lock _gate = new();
    private readonly LinkedList<Entry> _byAge = new();
    private readonly LinkedList<Entry> _byChange = new();
    private readonly Dictionary<string, Entry> _byKey = [];
    private readonly Dictionary<(StreamId Stream, string Id), Entry> _underWay = [];
    private TaskCompletionSource _changed = NewSignal();
    private long _pictureBytes;

    // Changes are numbered from the microsecond of the start, so numbers of an earlier process are lower.
    private long _change = clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;

    /// <summary>Memory that the pictures take.</summary>
    public long PictureBytes
    {
        get
        {
            lock (_gate)
            {
                return _pictureBytes;
            }
        }
    }

    /// <summary>Number of the last change.</summary>
    public long LastChange
    {
        get
        {
            lock (_gate)
            {
                return _change;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(Verdict verdict, Overlay overlay)
    {
        EventPictures? pictures = null;
        foreach (var message in verdict.News)
        {
            var shown = WantsPictures(message) ? pictures ??= EventPictures.Of(verdict, overlay) : null;
            Add(message, shown);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask FinishAsync(IReadOnlyList<AnomalyEvent> last)
    {
        Add(last);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Takes messages that come without a frame.</summary>
    public void Add(IReadOnlyList<AnomalyEvent> messages)
    {
        foreach (var message in messages)
        {
            Add(message, null);
        }
    }

    /// <summary>The newest events that are asked for, newest first; one more than the limit says that there is a next page.</summary>
    public IReadOnlyList<EventRow> Page(EventQuery query)
    {
        var rows = new List<EventRow>();
        lock (_gate)
        {
            for (var node = _byAge.Last; node is not null && rows.Count <= query.Limit; node = node.Previous)
            {
                if (query.Takes(node.Value.Row))
                {
                    rows.Add(node.Value.Row);
                }
            }
        }

        return rows;
    }

    /// <returns>Null: no such event, or it is no longer remembered.</returns>
    public (EventRow Row, IReadOnlyList<EventStep> History, EventPictures? Pictures)? Find(string key)
    {
        lock (_gate)
        {
            return _byKey.TryGetValue(key, out var entry) ? (entry.Row, [.. entry.Steps], entry.Pictures) : null;
        }
    }

    /// <summary>Events that changed after a change, in the order of their latest. A number that was never given stands for the beginning.</summary>
    public IReadOnlyList<EventRow> ChangedSince(long change)
    {
        var rows = new List<EventRow>();
        lock (_gate)
        {
            var seen = change > _change ? 0 : change;
            for (var node = _byChange.Last; node is not null && node.Value.Row.Change > seen; node = node.Previous)
            {
                rows.Add(node.Value.Row);
            }
        }

        rows.Reverse();
        return rows;
    }

    /// <summary>Completes as soon as there is a change after this one.</summary>
    public Task ChangeAsync(long seen)
    {
        lock (_gate)
        {
            return _change > seen ? Task.CompletedTask : _changed.Task;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool WantsPictures(AnomalyEvent message)
    {
        lock (_gate)
        {
            return message.Phase == EventPhase.Started
                || !_underWay.TryGetValue((message.Stream, message.Id), out var entry) || (message.Phase == EventPhase.Updated && message.Peak > entry.PicturedPeak);
        }
    }

    private void Add(AnomalyEvent message, EventPictures? pictures)
    {
        TaskCompletionSource signal;
        lock (_gate)
        {
            var (now, change, name) = (message.Time ?? clock.GetUtcNow(), ++_change, (message.Stream, message.Id));
            // A stream that is added again counts its events anew: a start is always another event.
            if (message.Phase == EventPhase.Started || !_underWay.TryGetValue(name, out var entry))
            {
                entry = new Entry(new EventRow($"{change}-{message.Id}", change, change, message, now, now, Pictured: false));
                _underWay[name] = _byKey[entry.Row.Key] = entry;
                _byAge.AddLast(entry.Age);
            }
            else
            {
                _byChange.Remove(entry.Changed);
            }

            _byChange.AddLast(entry.Changed);
            entry.Step(message, now, MostSteps);
            if (pictures is not null)
            {
                _pictureBytes += pictures.Bytes - (entry.Pictures?.Bytes ?? 0);
                (entry.Pictures, entry.PicturedPeak) = (pictures, message.Peak);
            }

            entry.Row = entry.Row with { Change = change, Latest = message, Updated = now, Pictured = entry.Pictures is not null };
            if (message.Phase == EventPhase.Ended)
            {
                _underWay.Remove(name);
            }

            MakeRoom();
            (signal, _changed) = (_changed, NewSignal());
        }

        signal.TrySetResult();
    }

    private void MakeRoom()
    {
        while (_byAge.Count > remembered)
        {
            var oldest = _byAge.First!.Value;
            Forget(oldest);
            _byAge.Remove(oldest.Age);
            _byChange.Remove(oldest.Changed);
            _byKey.Remove(oldest.Row.Key);
            var name = (oldest.Row.Latest.Stream, oldest.Row.Latest.Id);
            if (_underWay.TryGetValue(name, out var same) && same == oldest)
            {
                _underWay.Remove(name);
            }
        }

        for (var node = _byAge.First; node is not null && _pictureBytes > mostPictureBytes; node = node.Next)
        {
            Forget(node.Value);
        }
    }

    private void Forget(Entry entry)
    {
        _pictureBytes -= entry.Pictures?.Bytes ?? 0;
        entry.Pictures = null;
        entry.Row = entry.Row with { Pictured = false };
    }

    private sealed class Entry
    {
        public Entry(EventRow row)
        {
            Row = row;
            (Age, Changed) = (new LinkedListNode<Entry>(this), new LinkedListNode<Entry>(this));
        }

        public EventRow Row { get; set; }

        public LinkedListNode<Entry> Age { get; }

        public LinkedListNode<Entry> Changed { get; }

        public List<EventStep> Steps { get; } = [];

        public EventPictures? Pictures { get; set; }

        public float PicturedPeak { get; set; }

        /// <summary>Adds a message to the history. One that grows long is thinned: every second step goes, the first stays.</summary>
        public void Step(AnomalyEvent message, DateTimeOffset at, int most)
        {
            if (Steps.Count >= most)
            {
                var index = 0;
                Steps.RemoveAll(_ => index++ % 2 == 1);
            }

            Steps.Add(new EventStep(message.Revision, message.Phase, at, message.Peak, Math.Round(message.Area, 6)));
        }
    }
}
