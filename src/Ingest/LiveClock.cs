namespace DiCNet.Ingest;

/// <summary>Media time that strictly increases over all connections of a live stream.</summary>
/// <remarks>
/// Within a connection it follows the PTS. A new connection goes on where the wall clock is; a recording that begins again goes on one
/// frame later. Where the PTS of a camera leave the wall clock by more than 10 s (a sender that was set to another time, a clock that
/// runs badly for days) media time is put back to the wall clock, forwards only, which counts as a repair.
/// </remarks>
sealed class LiveClock(TimeProvider time)
{
    private static readonly TimeSpan s_mostDrift = TimeSpan.FromSeconds(10);

    private MediaClock? _clock;
    private TimeSpan _nominal;
    private TimeSpan _offset;
    private TimeSpan _last = TimeSpan.MinValue;
    private long _lastAt;
    private double _firstPts;
    private bool _live;
    private long _baseAt;
    private TimeSpan _base;

    /// <summary>How far media time is ahead of the wall clock since the connection began.</summary>
    public TimeSpan Drift { get; private set; }

    /// <summary>Begins a connection; its first frame is next.</summary>
    /// <param name="framesPerSecond">Nominal rate.</param>
    /// <param name="live">Whether its PTS are those of a camera, that begin anywhere; false counts from the start of a recording.</param>
    /// <param name="firstPts">PTS of the first frame, in seconds.</param>
    /// <param name="seamless">Whether no time passed since the frame before.</param>
    /// <param name="now">When the first frame came.</param>
    public void Begin(double framesPerSecond, bool live, double firstPts, bool seamless, long now)
    {
        _clock = new MediaClock(framesPerSecond);
        _nominal = TimeSpan.FromSeconds(1 / framesPerSecond);
        _live = live;
        _firstPts = live && !double.IsNaN(firstPts) ? firstPts : 0;
        var gap = seamless ? _nominal : time.GetElapsedTime(_lastAt, now);
        _offset = _last < TimeSpan.Zero ? TimeSpan.Zero : _last + (gap > _nominal ? gap : _nominal);
        (_baseAt, _base) = (now, _offset);
    }

    /// <summary>The media time of the next frame.</summary>
    /// <param name="pts">Its PTS in seconds; NaN when it has none.</param>
    /// <param name="now">When it came.</param>
    /// <param name="repaired">Whether the PTS was replaced.</param>
    public TimeSpan Next(double pts, long now, out bool repaired)
    {
        var media = _offset + _clock!.Next(pts - _firstPts, out repaired);
        var wall = _base + time.GetElapsedTime(_baseAt, now);
        if (_live && (media - wall).Duration() > s_mostDrift)
        {
            var put = wall > _last ? wall : _last + _nominal;
            _offset += put - media;
            (media, repaired) = (put, true);
            (_baseAt, _base, wall) = (now, put, put);
        }

        // What was put back leaves later times lower by as much.
        if (media <= _last)
        {
            (media, repaired) = (_last + _nominal, true);
        }

        Drift = media - wall;
        (_last, _lastAt) = (media, now);
        return media;
    }
}
