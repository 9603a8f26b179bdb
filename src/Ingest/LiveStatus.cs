namespace DiCNet.Ingest;

/// <summary>What a live source is doing, told to whoever asks, to the metrics, and to one listener. Any number of threads.</summary>
sealed class LiveStatus
{
    private readonly StreamMetrics _metrics;
    private readonly string _location;
    private readonly TimeProvider _time;
    private readonly Action<SourceStatus> _onChange;
    private readonly Lock _gate = new();
    private SourceState _state = SourceState.Starting;
    private FrameQuality _quality;
    private string? _reason;
    private DateTimeOffset _since;
    private DateTimeOffset? _lastFrameAt;
    private int _epoch;
    private long _reconnects;
    private SourceInfo? _info;

    public LiveStatus(StreamMetrics metrics, string location, TimeProvider time, Action<SourceStatus> onChange)
    {
        (_metrics, _location, _time, _onChange) = (metrics, location, time, onChange);
        _since = time.GetUtcNow();
    }

    public StreamId Stream => _metrics.Stream;

    public SourceStatus Now
    {
        get
        {
            lock (_gate)
            {
                return new SourceStatus(_state, _quality, _reason, _since, _lastFrameAt, _epoch, _reconnects, _info);
            }
        }
    }

    /// <summary>Another state, or another reason for the same.</summary>
    /// <param name="state">What the source does.</param>
    /// <param name="reason">Why; redacted here.</param>
    public void Set(SourceState state, string? reason = null)
    {
        lock (_gate)
        {
            _since = state == _state ? _since : _time.GetUtcNow();
            _state = state;
            _reason = reason is null ? null : Redactor.Clean(reason.Replace(_location, SourceAddress.Shown(_location)));
            _metrics.SetState(state.ToString().ToLowerInvariant());
            _onChange(Now);
        }
    }

    /// <summary>The first picture of a connection came.</summary>
    /// <param name="epoch">Which connection.</param>
    public void Connected(int epoch)
    {
        lock (_gate)
        {
            _epoch = epoch;
            if (_state == SourceState.Reconnecting)
            {
                _reconnects++;
                _metrics.CountReconnect();
            }

            if (_state != SourceState.Streaming)
            {
                _metrics.SetQuality(_quality);
                Set(SourceState.Streaming);
            }
        }
    }

    /// <summary>A frame came.</summary>
    /// <param name="info">What is known of the stream by now.</param>
    /// <param name="quality">What the frame is like.</param>
    /// <param name="drift">How far media time is ahead of the wall clock.</param>
    public void Frame(SourceInfo info, FrameQuality quality, TimeSpan drift)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            (_info, _lastFrameAt) = (info, now);
            _metrics.SetLastFrame(now, drift);
            if (quality != _quality)
            {
                _quality = quality;
                _metrics.SetQuality(quality);
                _onChange(Now);
            }
        }
    }
}
