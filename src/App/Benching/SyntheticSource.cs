using System.Diagnostics;
using OpenCvSharp;

namespace DiCNet.App.Benching;

/// <summary>A camera that costs nothing to decode: pictures at an even rate, each with its time code.</summary>
sealed class SyntheticSource : IDisposable
{
    private readonly StreamMetrics _metrics;
    private readonly FrameQueue _queue;
    private readonly Pool<Frame> _pool;
    private readonly Mat _ground;
    private readonly TimeSpan _period;
    private readonly int _number;
    private long _painting;

    /// <summary>Makes it.</summary>
    /// <param name="number">Number of the stream.</param>
    /// <param name="size">Of its pictures.</param>
    /// <param name="framesPerSecond">Its rate.</param>
    /// <param name="frames">Buffers.</param>
    /// <param name="metrics">The instruments of its stream.</param>
    /// <param name="queue">Takes the frames.</param>
    public SyntheticSource(int number, Size size, double framesPerSecond, int frames, StreamMetrics metrics, FrameQueue queue)
    {
        (_number, _metrics, _queue, _period) = (number, metrics, queue, TimeSpan.FromSeconds(1 / framesPerSecond));
        _pool = new Pool<Frame>(frames, () => new Frame());
        _ground = new Mat(size.Height, size.Width, MatType.CV_8UC3, Scalar.FromRgb(90, 100, 110));
    }

    /// <summary>Time spent on painting: what decoding would be.</summary>
    public TimeSpan Painting => TimeSpan.FromSeconds((double)_painting / Stopwatch.Frequency);

    /// <summary>Gives frames until it is stopped; returns when every frame is home.</summary>
    /// <param name="began">When the bench began: time codes count from here.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(long began, CancellationToken stop)
    {
        var lane = _queue.Join(newestOnly: true);
        // Cameras are not in step.
        var due = _period * ((_number * 0.618) % 1);
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var wait = due - Stopwatch.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, CancellationToken.None);
            }

            due += _period;
            Give(lane, i, began);
        }

        lane.TryComplete();
        await _pool.RetireAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ground.Dispose();
        _pool.Dispose();
    }

    private void Give(System.Threading.Channels.ChannelWriter<Frame> lane, int i, long began)
    {
        if (!_pool.TryRent(out var frame))
        {
            _metrics.CountReceived();
            _metrics.CountDropped(DropReason.NoBuffer);
            return;
        }

        var started = Stopwatch.GetTimestamp();
        _ground.CopyTo(frame.Pixels);
        new TimeCode(_number, i, Stopwatch.GetElapsedTime(began)).Burn(frame.Pixels);
        _painting += Stopwatch.GetTimestamp() - started;
        frame.Identify(_metrics, i, _period * i, Stopwatch.GetTimestamp());
        if (!lane.TryWrite(frame))
        {
            frame.Dispose();
        }
    }
}
