namespace DiCNet.Ingest;

/// <summary>One stream of a running system, for weeks: opened, watched, closed and opened again, for ever.</summary>
/// <remarks>
/// Each connection is a <see cref="Feed"/> with a thread of its own, watched by <see cref="FeedWatch"/>; this decides what is next.
/// </remarks>
public sealed class LiveSource
{
    private readonly string _location;
    private readonly LiveSourceOptions _options;
    private readonly int _framesInFlight;
    private readonly FrameQueue _queue;
    private readonly PipelineMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly LiveStatus _status;
    private readonly ReconnectPolicy _policy;
    private readonly FeedWatch _watch;
    private readonly Lock _gate = new();
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _paused;

    /// <summary>Makes it; nothing is opened yet.</summary>
    /// <param name="stream">Its name.</param>
    /// <param name="location">File, folder, <c>test:</c>, /dev/video0 or an address; see <see cref="Validate"/>.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="framesInFlight">Frames of it that may be away at once.</param>
    /// <param name="queue">Takes the frames.</param>
    /// <param name="metrics">The instruments of the pipeline.</param>
    /// <param name="clock">The clock that waits, ages and stalls are measured with.</param>
    public LiveSource(StreamId stream, string location, LiveSourceOptions options, int framesInFlight, FrameQueue queue, PipelineMetrics metrics, TimeProvider clock)
    {
        Redactor.LearnAddress(location);
        (_location, _options, _framesInFlight, _queue, _metrics, _clock) = (location, options, framesInFlight, queue, metrics, clock);
        _status = new LiveStatus(metrics.Of(stream), location, clock, status => OnChange?.Invoke(status));
        var seed = stream.Name.Aggregate(0, (sum, c) => unchecked(sum * 31 + c));
        _watch = new FeedWatch(options, clock, reason => _status.Set(SourceState.Stalled, reason));
        _policy = new ReconnectPolicy(TimeSpan.FromSeconds(options.ReconnectFirstSeconds), TimeSpan.FromSeconds(options.ReconnectMostSeconds), seed);
    }

    /// <summary>What it is doing now. Any number of threads.</summary>
    public SourceStatus Status => _status.Now;

    /// <summary>Told of every change of state or quality, on the source's own thread; must not block.</summary>
    public Action<SourceStatus>? OnChange { get; init; }

    private bool IsLive => SourceAddress.IsLive(_location);

    private bool IsFree => !IsLive && _options.Pace == SourcePace.Free;

    /// <summary>Checks a location without touching disk or network.</summary>
    /// <exception cref="UserError">It is an address of an unknown kind, or its <c>test:</c> settings are wrong.</exception>
    public static void Validate(string location) => SourceAddress.Validate(location);

    /// <summary>Reads until the recording ends, or the stop; failures of the source are states, not exceptions. Returns when every frame is home.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var pool = new Pool<Frame>(_framesInFlight, static () => new Frame());
        var lane = _queue.Join(newestOnly: !IsFree);
        try
        {
            await SuperviseAsync(new LiveFrames(pool, lane, _metrics.Of(_status.Stream), _options, _clock), stop);
        }
        finally
        {
            lane.TryComplete();
            await AllHomeAsync(pool);
        }
    }

    /// <summary>Closes the source until <see cref="Resume"/>. Any number of threads.</summary>
    public void Pause()
    {
        lock (_gate)
        {
            _paused = true;
            _asked.TrySetResult();
        }
    }

    /// <summary>Opens it again. Any number of threads.</summary>
    public void Resume()
    {
        var failed = _status.Now.State == SourceState.Failed;
        lock (_gate)
        {
            if (_paused || failed)
            {
                _paused = false;
                _asked.TrySetResult();
            }
        }
    }

    private static async Task AllHomeAsync(Pool<Frame> pool)
    {
        var frames = new List<Frame>();
        while (frames.Count < pool.Size)
        {
            frames.Add(await pool.RentAsync(CancellationToken.None));
        }

        frames.ForEach(f => f.Dispose());
    }

    private async Task SuperviseAsync(LiveFrames frames, CancellationToken stop)
    {
        var seamless = false;
        while (!stop.IsCancellationRequested)
        {
            var (asked, paused) = Listen();
            if (paused)
            {
                seamless = false;
                _status.Set(SourceState.Paused);
                await _watch.RestAsync(Timeout.InfiniteTimeSpan, stop, asked);
                continue;
            }

            if (!seamless && _status.Now.State != SourceState.Reconnecting)
            {
                _status.Set(SourceState.Starting);
            }

            var end = await ConnectAsync(frames, seamless, asked, stop);
            seamless = end.Kind == FeedEndKind.Over && _options.Loop;
            switch (end.Kind)
            {
                case FeedEndKind.Over when !_options.Loop:
                    _status.Set(SourceState.Ended);
                    return;
                case FeedEndKind.Closed:
                    return;
                case FeedEndKind.Refused:
                    _status.Set(SourceState.Failed, end.Reason);
                    await _watch.RestAsync(Timeout.InfiniteTimeSpan, stop, asked);
                    break;
                case FeedEndKind.Lost:
                    _status.Set(SourceState.Reconnecting, end.Reason);
                    await _watch.RestAsync(end.RetryAtOnce ? TimeSpan.Zero : _policy.Next(), stop, asked);
                    await _watch.RoomAsync(asked, stop);
                    break;
                default:
                    break;
            }
        }
    }

    private async Task<FeedEnd> ConnectAsync(LiveFrames frames, bool seamless, Task asked, CancellationToken stop)
    {
        var feed = Feed.Start(
            $"source {_status.Stream}",
            () => FrameSources.OpenLive(_location, _status.Stream, _options, _metrics, _clock),
            (pictures, first) =>
            {
                frames.Begin(pictures.Info, IsLive, first, seamless);
                _policy.Reset();
                _status.Connected(frames.Epoch);
            },
            (Picture picture, IPictures pictures, ref OpenCvSharp.Mat pixels, CancellationToken closing) =>
            {
                var quality = frames.Give(picture, ref pixels, closing);
                if (picture.Kind == PictureKind.Whole)
                {
                    _status.Frame(pictures.Info, quality, frames.Drift);
                }
            },
            _clock);
        var end = await _watch.EndAsync(feed, asked, stop);
        return end.Kind == FeedEndKind.Over ? Over(feed) : end;
    }

    private FeedEnd Over(Feed feed) =>
        IsLive ? new FeedEnd(FeedEndKind.Lost, "the camera gives no more pictures")
        : _options.Loop && !feed.Delivers ? new FeedEnd(FeedEndKind.Lost, "the recording gave no picture")
        : new FeedEnd(FeedEndKind.Over);

    private (Task Asked, bool Paused) Listen()
    {
        lock (_gate)
        {
            if (_asked.Task.IsCompleted)
            {
                _asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return (_asked.Task, _paused);
        }
    }
}
