using System.Diagnostics;
using System.Threading.Channels;
using DiCNet.App.Options;
using DiCNet.Ingest;
using DiCNet.Render;

namespace DiCNet.App.Live;

/// <summary>One stream of the running system: its source, its outputs and its newest readings.</summary>
sealed class LiveStream : ILiveStream, IAsyncDisposable
{
    private static readonly TimeSpan s_rateOver = TimeSpan.FromSeconds(2);

    private readonly Func<StreamOptions, LiveSource> _newSource;
    private readonly StreamMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private LiveSource _source;
    private CancellationTokenSource _stop = new();
    private Task _running;
    private StreamReadings? _readings;
    private (long At, long Scored) _rateFrom;
    private double _rate;

    /// <summary>Opens the source.</summary>
    /// <param name="options">What is watched.</param>
    /// <param name="addedByHand">Whether somebody added it over the API; configuration files leave it alone.</param>
    /// <param name="outputs">Lent until it is stopped.</param>
    /// <param name="metrics">The instruments of the stream.</param>
    /// <param name="newSource">Makes a source of options.</param>
    /// <param name="clock">Tells ages.</param>
    public LiveStream(
        StreamOptions options, bool addedByHand, StreamOutputs outputs, StreamMetrics metrics, Func<StreamOptions, LiveSource> newSource, TimeProvider clock)
    {
        (Options, AddedByHand, Outputs, _metrics, _newSource, _clock) = (options, addedByHand, outputs, metrics, newSource, clock);
        Id = new StreamId(options.Id);
        _rateFrom = (clock.GetTimestamp(), 0);
        _source = newSource(options);
        _running = Start();
    }

    /// <inheritdoc/>
    public StreamId Id { get; }

    /// <inheritdoc/>
    public StreamOptions Options { get; private set; }

    /// <summary>Whether somebody added it over the API; configuration files leave it alone.</summary>
    public bool AddedByHand { get; }

    /// <summary>What is made of its verdicts.</summary>
    public StreamOutputs Outputs { get; private set; }

    /// <inheritdoc/>
    public SourceStatus Status => _source.Status;

    /// <inheritdoc/>
    public int Viewers => Outputs.View.Viewers;

    /// <inheritdoc/>
    public FrameCounts Counts => _metrics.Counts();

    /// <inheritdoc/>
    public StreamReadings? Readings => Volatile.Read(ref _readings) is { } last ? last with { FramesPerSecond = Volatile.Read(ref _rate) } : null;

    /// <summary>Takes the numbers of a verdict. On the render stage.</summary>
    /// <param name="verdict">Lent for the call.</param>
    public void See(Verdict verdict) => Volatile.Write(ref _readings, new StreamReadings(
        0, _clock.GetElapsedTime(verdict.Frame.CapturedAt).TotalMilliseconds, verdict.Summary.Peak, verdict.Summary.AlarmedArea, verdict.Active.Count));

    /// <summary>Once a second: measures the rate, and shows a placeholder while no frames come.</summary>
    public void Tick()
    {
        var now = _clock.GetTimestamp();
        if (_clock.GetElapsedTime(_rateFrom.At, now) is var passed && passed >= s_rateOver)
        {
            var scored = _metrics.Scored;
            Volatile.Write(ref _rate, (scored - _rateFrom.Scored) / passed.TotalSeconds);
            _rateFrom = (now, scored);
        }

        var status = Status;
        if (status.State is not (SourceState.Streaming or SourceState.Starting))
        {
            Outputs.WritePlaceholder(Cause(status), status.LastFrameAt, status.Info?.Width ?? 640, status.Info?.Height ?? 360);
        }
    }

    /// <inheritdoc/>
    public (ChannelReader<byte[]> Pictures, IDisposable Leave)? Watch(ViewKind kind) => Outputs.View.Watch(kind) is { } viewer ? (viewer.Pictures, viewer) : null;

    /// <inheritdoc/>
    public Task<byte[]?> LatestAsync(ViewKind kind, TimeSpan patience) => Outputs.View.LatestAsync(kind, patience);

    /// <summary>Closes the source until it is resumed.</summary>
    public void Pause() => _source.Pause();

    /// <summary>Opens the source again.</summary>
    public void Resume() => _source.Resume();

    /// <summary>Closes the source and opens it as the options say; the outputs go on.</summary>
    public async Task ReopenAsync(StreamOptions options)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            await EndAsync();
            Options = options;
            _source = _newSource(options);
            _running = Start();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Takes other options that the source need not know of.</summary>
    public void Take(StreamOptions options, StreamOutputs outputs) => (Options, Outputs) = (options, outputs);

    /// <summary>Closes the source for good; returns when its last frame is home.</summary>
    public async ValueTask DisposeAsync()
    {
        await _oneAtATime.WaitAsync();
        await EndAsync();
        _stop.Dispose();
        _oneAtATime.Dispose();
    }

    private static string Cause(SourceStatus status)
    {
        var state = status.State.ToString().ToLowerInvariant();
        return status.Reason is { } reason ? $"{state}: {reason}" : state;
    }

    private Task Start()
    {
        var (source, stop) = (_source, _stop.Token);
        return Task.Run(() => source.RunAsync(stop), CancellationToken.None);
    }

    private async Task EndAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        Debug.Assert(Counts.Conserved, "a source returns when every frame is home");
    }
}
