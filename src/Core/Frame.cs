using OpenCvSharp;

namespace DiCNet;

/// <summary>One decoded picture with its identity. <see cref="Pooled.Dispose"/> sends it home.</summary>
public sealed class Frame : Pooled
{
    /// <summary>Pixels, BGR, 8 bit, interleaved; rows may be padded. The source sets size and content; the frame owns the memory.</summary>
    public Mat Pixels { get; } = new();

    /// <summary>The stream it belongs to.</summary>
    public StreamId Stream { get; private set; }

    /// <summary>Number in its stream, from 0; a gap is a frame that was lost.</summary>
    public long Sequence { get; private set; }

    /// <summary>When it is shown, from the start of its stream: the media clock.</summary>
    public TimeSpan MediaTime { get; private set; }

    /// <summary>When it was decoded, as <see cref="TimeProvider.GetTimestamp"/>: the clock that ages are measured with.</summary>
    public long CapturedAt { get; private set; }

    /// <summary>Gives the pixels their identity; called by the source, once per use.</summary>
    public void Identify(StreamId stream, long sequence, TimeSpan mediaTime, long capturedAt)
    {
        Stream = stream;
        Sequence = sequence;
        MediaTime = mediaTime;
        CapturedAt = capturedAt;
    }

    /// <inheritdoc/>
    protected internal override void Free() => Pixels.Dispose();
}
