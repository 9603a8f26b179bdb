using System.Threading.Channels;

namespace DiCNet.Ingest;

/// <summary>A made-up street, the same on every run, with an anomaly whose place and time are known.</summary>
public sealed class TestPatternSource : IFrameSource
{
    private readonly TestPatternOptions _options;
    private readonly TestPatternScene _scene;
    private readonly Pool<Frame> _pool;
    private readonly StreamMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly MediaClock _clock;

    /// <summary>Makes the scene.</summary>
    /// <param name="location">How the user asked for it.</param>
    /// <param name="options">What it shows.</param>
    /// <param name="source">How to read.</param>
    /// <param name="metrics">The instruments of its stream.</param>
    /// <param name="time">The clock that ages are measured with and stalls wait on.</param>
    public TestPatternSource(string location, TestPatternOptions options, SourceOptions source, StreamMetrics metrics, TimeProvider time)
    {
        (_options, _metrics, _time) = (options, metrics, time);
        _clock = new MediaClock(options.FramesPerSecond);
        _pool = new Pool<Frame>(source.FramesInFlight, static () => new Frame());
        _scene = new TestPatternScene(options);
        Info = new SourceInfo(
            metrics.Stream,
            location,
            options.Width,
            options.Height,
            options.FramesPerSecond,
            options.Frames,
            options.Frames);
    }

    /// <inheritdoc/>
    public SourceInfo Info { get; }

    /// <summary>Where the anomaly truly is in this frame, in pixels of the picture; null where there is none. Any number of threads.</summary>
    public PixelBox? AnomalyBox(long sequence) => _scene.AnomalyBox(sequence);

    /// <inheritdoc/>
    public async Task RunAsync(ChannelWriter<Frame> frames, CancellationToken stop)
    {
        // Drawing takes its time; it must not be the caller's.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            for (long sequence = 0; sequence < _options.Frames && !stop.IsCancellationRequested; sequence++)
            {
                if (sequence == _options.StallAtFrame)
                {
                    await Task.Delay(_options.StallFor, _time, stop);
                }

                if (Dice.Share(_options.Seed, 'd', sequence) < _options.DropShare)
                {
                    _metrics.CountReceived();
                    _metrics.CountDropped(DropReason.Source);
                    continue;
                }

                frames.HandOver(Fill(await _pool.RentAsync(stop), sequence));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>Frees the frames and the scene. Every frame must be home.</summary>
    /// <exception cref="InvalidOperationException">A frame is still lent: a leak.</exception>
    public void Dispose()
    {
        _scene.Dispose();
        _pool.Dispose();
    }

    private Frame Fill(Frame frame, long sequence)
    {
        try
        {
            _scene.Draw(sequence, frame.Pixels);
            frame.Identify(_metrics, sequence, MediaTime(sequence), _time.GetTimestamp());
            return frame;
        }
        catch
        {
            frame.Dispose();
            throw;
        }
    }

    private TimeSpan MediaTime(long sequence)
    {
        var pts = sequence / _options.FramesPerSecond;
        if (sequence >= _options.PtsJumpAtFrame)
        {
            pts += _options.PtsJumpBy.TotalSeconds;
        }

        var time = _clock.Next(pts, out var repaired);
        if (repaired)
        {
            _metrics.CountRepairedPts();
        }

        return time;
    }
}
