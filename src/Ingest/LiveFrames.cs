using System.Threading.Channels;
using OpenCvSharp;

namespace DiCNet.Ingest;

/// <summary>Makes the pictures of a source frames of a stream that goes on over connections: number, time, quality. One connection at a time.</summary>
/// <remarks>
/// At the pace of a clock a picture without a free frame is dropped, so that the source is always read; else the frame is waited for.
/// Pixels are exchanged, not copied.
/// </remarks>
sealed class LiveFrames(Pool<Frame> pool, ChannelWriter<Frame> lane, StreamMetrics metrics, LiveSourceOptions options, TimeProvider time)
{
    private static readonly TimeSpan s_mostLate = TimeSpan.FromSeconds(1);

    private readonly LiveClock _clock = new(time);
    private readonly QualityCheck _quality = new(TimeSpan.FromSeconds(options.FrozenSeconds));
    private long _sequence;
    private int _epoch = -1;
    private bool _live;
    private long? _paceAt;
    private TimeSpan _pace;

    /// <summary>Connections that gave frames before this one; -1 before the first.</summary>
    public int Epoch => _epoch;

    /// <summary>How far media time is ahead of the wall clock since the connection began.</summary>
    public TimeSpan Drift => _clock.Drift;

    private bool KeepsPace => !_live && options.Pace == SourcePace.Clock;

    /// <summary>The first picture of a connection is next.</summary>
    /// <param name="info">What is known of it.</param>
    /// <param name="live">Whether it has a pace of its own.</param>
    /// <param name="first">The first picture.</param>
    /// <param name="seamless">Whether it is the same recording from its start again.</param>
    public void Begin(SourceInfo info, bool live, Picture first, bool seamless)
    {
        var now = time.GetTimestamp();
        _epoch++;
        _live = live;
        _clock.Begin(info.FramesPerSecond, live, first.Seconds, seamless, now);
        if (!seamless)
        {
            _paceAt = null;
        }
    }

    /// <summary>Gives a picture to the lane, when its time has come.</summary>
    /// <param name="picture">Not the end.</param>
    /// <param name="pixels">Its pixels; afterwards those of another frame, to be filled next.</param>
    /// <param name="closing">Ends waiting.</param>
    /// <returns>What it is like.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="closing"/> was cancelled; the picture was not counted.</exception>
    /// <exception cref="ChannelClosedException">The pipeline is closing.</exception>
    public FrameQuality Give(Picture picture, ref Mat pixels, CancellationToken closing)
    {
        if (picture.Kind != PictureKind.Whole)
        {
            _sequence++;
            picture.CountMissing(metrics);
            return _quality.Quality;
        }

        var media = _clock.Next(picture.Seconds, time.GetTimestamp(), out var repaired);
        if (repaired)
        {
            metrics.CountRepairedPts();
        }

        WaitFor(media, closing);
        var quality = _quality.Look(pixels, media);
        var sequence = _sequence++;
        Frame? frame;
        if (_live || options.Pace == SourcePace.Clock)
        {
            pool.TryRent(out frame);
        }
        else
        {
            frame = pool.RentAsync(closing).AsTask().GetAwaiter().GetResult();
        }

        if (frame is null)
        {
            metrics.CountReceived();
            metrics.CountDropped(DropReason.NoBuffer);
            return quality;
        }

        pixels = frame.Exchange(pixels);
        frame.Identify(metrics, sequence, media, time.GetTimestamp());
        frame.Place(_epoch, sequence, media, quality);
        lane.HandOver(frame);
        return quality;
    }

    // Who comes late - the machine slept, the disk was slow - goes on from there instead of running after the clock.
    private void WaitFor(TimeSpan media, CancellationToken closing)
    {
        if (!KeepsPace)
        {
            return;
        }

        var early = _paceAt is { } began ? media - _pace - time.GetElapsedTime(began) : TimeSpan.MinValue;
        if (early < -s_mostLate)
        {
            (_paceAt, _pace) = (time.GetTimestamp(), media);
        }
        else if (early > TimeSpan.Zero)
        {
            Task.Delay(early, time, closing).GetAwaiter().GetResult();
        }
    }
}
