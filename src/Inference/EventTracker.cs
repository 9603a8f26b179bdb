namespace DiCNet.Inference;

/// <summary>Regions of one stream over time to events: started, updated, ended.</summary>
/// <remarks>
/// Pure: it knows media time only, and the same regions give the same events, ids included. A region belongs to the track
/// whose last box it overlaps most; several regions may feed one track, so that a thing seen in two pieces is one event.
/// </remarks>
/// <param name="stream">The stream it follows.</param>
public sealed class EventTracker(StreamId stream)
{
    /// <summary>Overlap from which a region continues a track, as a share of the smaller box.</summary>
    private const double LinkOverlap = 0.2;

    private readonly List<Track> _tracks = [];
    private readonly List<AnomalyEvent> _active = [];
    private readonly List<AnomalyEvent> _news = [];
    private int _started;

    /// <summary>Levels and times; may change between frames.</summary>
    public required EventOptions Options { get; set; }

    /// <summary>Digest of the model that scores, written into every message; may change between frames.</summary>
    public required string Model { get; set; }

    /// <summary>Digest of the threshold, written into every message; may change between frames.</summary>
    public required string Threshold { get; set; }

    /// <summary>Names the part of the picture that a box lies in; none is named where it is null.</summary>
    public Func<PixelBox, string?>? Zone { get; set; }

    /// <summary>Wall clock of the messages; null leaves it out, so that a replay's log is the same each time.</summary>
    public TimeProvider? Clock { get; init; }

    private TimeSpan Confirm => TimeSpan.FromSeconds(Options.ConfirmSeconds);

    private TimeSpan Release => TimeSpan.FromSeconds(Options.ReleaseSeconds);

    private TimeSpan UpdateEvery => TimeSpan.FromSeconds(Options.UpdateSeconds);

    /// <summary>Events under way after the last frame, in their latest state.</summary>
    public IReadOnlyList<AnomalyEvent> Active => _active.Count == 0 ? [] : [.. _active];

    /// <summary>Takes the regions of the next frame; gives the messages it causes, in order.</summary>
    /// <param name="now">Media time of the frame; greater than the last one's.</param>
    /// <param name="regions">Regions above the low level, boxes in pixels of the source picture. Lent for the call.</param>
    /// <param name="lost">Frames of the stream dropped or failed so far.</param>
    public IReadOnlyList<AnomalyEvent> Update(TimeSpan now, IReadOnlyList<Region> regions, long lost)
    {
        if (regions.Count == 0 && _tracks.Count == 0)
        {
            return [];
        }

        Link(now, regions, lost);
        Judge(now, lost);
        return Told();
    }

    /// <summary>Ends every event, for the stream has ended.</summary>
    /// <param name="lost">Frames of the stream dropped or failed so far.</param>
    public IReadOnlyList<AnomalyEvent> End(long lost)
    {
        foreach (var track in _tracks.Where(t => t.Id is not null))
        {
            _news.Add(Message(track, EventPhase.Ended, lost));
        }

        _tracks.Clear();
        _active.Clear();
        return Told();
    }

    private void Link(TimeSpan now, IReadOnlyList<Region> regions, long lost)
    {
        var known = _tracks.Count;
        foreach (var region in regions)
        {
            var alarmed = region.AlarmedArea >= Options.MinArea;
            var best = -1;
            var bestOverlap = LinkOverlap;
            for (var i = 0; i < known; i++)
            {
                var overlap = _tracks[i].LastBox.Overlap(region.Box);
                if (overlap >= bestOverlap)
                {
                    (best, bestOverlap) = (i, overlap);
                }
            }

            if (best >= 0)
            {
                _tracks[best].See(now, region, alarmed);
            }
            else if (alarmed)
            {
                _tracks.Add(new Track(now, region, lost));
            }
        }
    }

    private void Judge(TimeSpan now, long lost)
    {
        _active.Clear();
        for (var i = 0; i < _tracks.Count; i++)
        {
            var track = _tracks[i];
            track.EndFrame();
            if (track.Id is null && track.LastAlarm == now && now - track.From >= Confirm)
            {
                track.Id = $"{stream}-{++_started:D5}";
                track.ToldAt = now;
                _news.Add(Message(track, EventPhase.Started, lost));
            }
            else if (track.Id is not null && track.LastSeen == now && now - track.ToldAt >= UpdateEvery)
            {
                track.ToldAt = now;
                _news.Add(Message(track, EventPhase.Updated, lost));
            }

            // What is not confirmed yet must stay at the alarm level; what is confirmed may sink to the low level.
            var over = track.Id is null ? now - track.LastAlarm > Confirm : now - track.LastSeen > Release;
            if (over)
            {
                if (track.Id is not null)
                {
                    _news.Add(Message(track, EventPhase.Ended, lost));
                }

                _tracks.RemoveAt(i--);
            }
            else if (track.Id is not null)
            {
                _active.Add(Message(track, EventPhase.Updated, lost, told: false));
            }
        }
    }

    private AnomalyEvent Message(Track track, EventPhase phase, long lost, bool told = true) => new(
        track.Id!, told ? ++track.Revision : track.Revision, phase, stream, track.From, track.LastSeen, track.LastBox,
        track.Peak, track.PeakAt, track.Area, lost - track.LostBefore, Model, Threshold, Zone?.Invoke(track.LastBox), Clock?.GetUtcNow());

    private AnomalyEvent[] Told()
    {
        AnomalyEvent[] told = [.. _news];
        _news.Clear();
        return told;
    }

    /// <summary>Something that may be or is an event.</summary>
    private sealed class Track
    {
        private PixelBox _box;
        private double _area;
        private bool _seen;

        public Track(TimeSpan now, Region region, long lost)
        {
            From = now;
            LostBefore = lost;
            LastBox = region.Box;
            See(now, region, alarmed: true);
        }

        public string? Id { get; set; }

        public int Revision { get; set; }

        public TimeSpan From { get; }

        public long LostBefore { get; }

        public TimeSpan ToldAt { get; set; }

        public TimeSpan LastSeen { get; private set; }

        public TimeSpan LastAlarm { get; private set; }

        public PixelBox LastBox { get; private set; }

        public double Area { get; private set; }

        public float Peak { get; private set; } = float.NegativeInfinity;

        public TimeSpan PeakAt { get; private set; }

        public void See(TimeSpan now, Region region, bool alarmed)
        {
            (_box, _area) = _seen ? (_box.Union(region.Box), _area + region.Area) : (region.Box, region.Area);
            _seen = true;
            LastSeen = now;
            LastAlarm = alarmed ? now : LastAlarm;
            if (region.Peak > Peak)
            {
                (Peak, PeakAt) = (region.Peak, now);
            }
        }

        /// <summary>Several regions of a frame may feed a track; only together are they its new place.</summary>
        public void EndFrame()
        {
            if (_seen)
            {
                (LastBox, Area, _seen) = (_box, _area, false);
            }
        }
    }
}
