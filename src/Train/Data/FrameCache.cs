namespace DiCNet.Train.Data;

/// <summary>Decoded frames, kept while they fit. Any number of threads.</summary>
/// <param name="frames">The frames of a list.</param>
/// <param name="classes">What their labels mean.</param>
/// <param name="bytes">How much may be kept; what does not fit is decoded again each time.</param>
sealed class FrameCache(IReadOnlyList<LabelledFrame> frames, ClassTable classes, long bytes = FrameCache.DefaultBytes)
{
    /// <summary>1 GiB: 1500 frames of 480x360 or 290 of 1280x720.</summary>
    public const long DefaultBytes = 1L << 30;

    private readonly DecodedFrame?[] _kept = new DecodedFrame?[frames.Count];
    private long _used;

    /// <summary>Number of frames.</summary>
    public int Count => _kept.Length;

    /// <summary>How much is kept now.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>A frame, to read only.</summary>
    /// <exception cref="UserError">It cannot be read.</exception>
    public DecodedFrame this[int index]
    {
        get
        {
            if (Volatile.Read(ref _kept[index]) is { } kept)
            {
                return kept;
            }

            var frame = FrameReader.Read(frames[index], classes);
            if (Interlocked.Add(ref _used, frame.Bytes) > bytes
                || Interlocked.CompareExchange(ref _kept[index], frame, null) is not null)
            {
                Interlocked.Add(ref _used, -frame.Bytes);
            }

            return frame;
        }
    }
}
