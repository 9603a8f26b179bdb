using System.Threading.Channels;

namespace DiCNet.Ingest;

/// <summary>A video file, a folder of pictures or a test pattern. It waits for free frames and never drops one.</summary>
sealed class Recording : IFrameSource
{
    private readonly IPictures _pictures;
    private readonly Pool<Frame> _pool;
    private readonly MediaClock _clock;
    private readonly StreamMetrics _metrics;
    private readonly TimeProvider _time;

    /// <summary>Takes ownership of the pictures.</summary>
    public Recording(IPictures pictures, int framesInFlight, StreamMetrics metrics, TimeProvider time)
    {
        (_pictures, _metrics, _time) = (pictures, metrics, time);
        _clock = new MediaClock(pictures.Info.FramesPerSecond);
        _pool = new Pool<Frame>(framesInFlight, static () => new Frame());
    }

    /// <inheritdoc/>
    public SourceInfo Info => _pictures.Info;

    /// <inheritdoc/>
    public async Task RunAsync(ChannelWriter<Frame> frames, CancellationToken stop)
    {
        // Decoding blocks its thread; it must not be the caller's.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            for (long sequence = 0; !stop.IsCancellationRequested; sequence++)
            {
                var frame = await _pool.RentAsync(stop);
                var kind = await FillAsync(frame, sequence, stop);
                if (kind == PictureKind.End)
                {
                    return;
                }

                if (kind == PictureKind.Whole)
                {
                    frames.HandOver(frame);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>Closes it. Every frame must be home.</summary>
    /// <exception cref="InvalidOperationException">A frame is still lent: a leak.</exception>
    public void Dispose()
    {
        _pictures.Dispose();
        _pool.Dispose();
    }

    private async ValueTask<PictureKind> FillAsync(Frame frame, long sequence, CancellationToken stop)
    {
        var filled = false;
        try
        {
            var picture = _pictures.Next(frame.Pixels);
            if (picture.HeldBack > TimeSpan.Zero)
            {
                await Task.Delay(picture.HeldBack, _time, stop);
            }

            if (picture.Kind == PictureKind.Whole)
            {
                frame.Identify(_metrics, sequence, MediaTime(picture), _time.GetTimestamp());
                filled = true;
            }
            else if (picture.Kind != PictureKind.End)
            {
                picture.CountMissing(_metrics);
            }

            return picture.Kind;
        }
        finally
        {
            if (!filled)
            {
                frame.Dispose();
            }
        }
    }

    private TimeSpan MediaTime(Picture picture)
    {
        var time = _clock.Next(picture.Seconds, out var repaired);
        if (repaired)
        {
            _metrics.CountRepairedPts();
        }

        return time;
    }
}
