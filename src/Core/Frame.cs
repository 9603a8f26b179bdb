using OpenCvSharp;

namespace DiCNet;

/// <summary>One decoded picture with its identity. <see cref="Pooled.Dispose"/> sends it home.</summary>
/// <remarks>A frame settles its own account: received when it gets its identity, dropped when it goes home without a score.</remarks>
public sealed class Frame : Pooled
{
    private StreamMetrics? _account;

    /// <summary>Pixels, BGR, 8 bit, interleaved; rows may be padded. The source sets size and content; the frame owns the memory.</summary>
    public Mat Pixels { get; private set; } = new();

    /// <summary>The stream it belongs to.</summary>
    public StreamId Stream { get; private set; }

    /// <summary>Number in its stream, from 0; a gap is a frame that was lost.</summary>
    public long Sequence { get; private set; }

    /// <summary>When it is shown, from the start of its stream: the media clock.</summary>
    public TimeSpan MediaTime { get; private set; }

    /// <summary>When it was decoded, as <see cref="TimeProvider.GetTimestamp"/>: the clock that ages are measured with.</summary>
    public long CapturedAt { get; private set; }

    /// <summary>Counts the connections of a live stream, from 0; media time goes on over them.</summary>
    public int Epoch { get; private set; }

    /// <summary>What is wrong with the picture as a whole.</summary>
    public FrameQuality Quality { get; private set; }

    /// <summary>Takes ownership of a picture and gives the one that was there instead: the caller owns the result. Nothing is copied.</summary>
    public Mat Exchange(Mat pixels)
    {
        var old = Pixels;
        Pixels = pixels;
        return old;
    }

    /// <summary>Gives the pixels their identity and counts them as received; called by the source, once per use.</summary>
    public void Identify(StreamMetrics metrics, long sequence, TimeSpan mediaTime, long capturedAt)
    {
        _account = metrics;
        Stream = metrics.Stream;
        Sequence = sequence;
        MediaTime = mediaTime;
        CapturedAt = capturedAt;
        Epoch = 0;
        Quality = FrameQuality.Good;
        metrics.CountReceived();
    }

    /// <summary>Places an identified frame in a live stream that goes on over connections; called by the source, once.</summary>
    public void Place(int epoch, long sequence, TimeSpan mediaTime, FrameQuality quality)
    {
        Epoch = epoch;
        Sequence = sequence;
        MediaTime = mediaTime;
        Quality = quality;
    }

    /// <summary>Counts the frame as scored.</summary>
    /// <param name="summary">Its calibrated scores.</param>
    /// <param name="age">From decoding to the verdict.</param>
    /// <param name="started">Events that it started.</param>
    public void CountScored(ScoreSummary summary, TimeSpan age, int started)
    {
        _account!.CountScored(summary, age, started);
        _account = null;
    }

    /// <summary>Counts the frame as dropped for this reason; to be disposed next.</summary>
    public void CountDropped(DropReason reason)
    {
        _account!.CountDropped(reason);
        _account = null;
    }

    /// <inheritdoc/>
    protected override void GiveBack()
    {
        _account?.CountDropped(DropReason.Shutdown);
        _account = null;
    }

    /// <inheritdoc/>
    protected internal override void Free() => Pixels.Dispose();
}
