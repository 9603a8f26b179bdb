using System.Buffers.Binary;

namespace DiCNet.Ingest;

/// <summary>Reads pictures with their PTS from a NUT stream of one raw video: the way they come from a child <c>ffmpeg</c>.</summary>
/// <remarks>
/// NUT, because it is the plainest container that ffmpeg writes which takes raw pictures, tells the time of each, needs no seeking,
/// and protects its headers by checksums. Nothing is believed: sizes have limits, and damage is <see cref="InvalidDataException"/>.
/// Source: NUT Open Container Format (nut.txt of the NUT project), version 3, one stream.
/// </remarks>
sealed class NutReader(Stream input)
{
    private const ulong MainCode = 0x4E4D7A561F5F04AD;
    private const ulong StreamCode = 0x4E5311405BF2F9DB;
    private const ulong SyncPointCode = 0x4E4BE4ADEECA4569;
    private const int LargestPacket = 1 << 20;
    private const int LargestSide = 1 << 14;

    private readonly NutBytes _bytes = new(input);
    private readonly NutHeaders _headers = new();
    private long _lastPts;
    private byte[] _leftOut = [];

    private static ReadOnlySpan<byte> FileId => "nut/multimedia container\0"u8;

    /// <summary>Width of the pictures in pixels, from the first frame on.</summary>
    public int Width => _headers.Width;

    /// <summary>Height of the pictures in pixels, from the first frame on.</summary>
    public int Height => _headers.Height;

    /// <summary>Bytes of the frame that <see cref="Next"/> found.</summary>
    public int Size { get; private set; }

    /// <summary>Its PTS.</summary>
    public double Seconds { get; private set; }

    /// <summary>Goes to the next frame; its bytes are to be read before the next call.</summary>
    /// <returns>False at the end of the stream, however it came.</returns>
    /// <exception cref="InvalidDataException">The stream is damaged or is no NUT stream.</exception>
    public bool Next()
    {
        try
        {
            if (_headers.Codes is null && !_bytes.Bytes(FileId.Length).AsSpan().SequenceEqual(FileId))
            {
                throw new InvalidDataException("this is no NUT stream");
            }

            while (true)
            {
                _bytes.Checksum = 0;
                var code = _bytes.Byte();
                if (code != 'N')
                {
                    ReadFrameHeader(code);
                    return true;
                }

                ReadPacket(code);
            }
        }
        catch (EndOfStreamException)
        {
            return false;
        }
    }

    /// <summary>Reads bytes of the frame.</summary>
    /// <exception cref="EndOfStreamException">The stream ended within them.</exception>
    public void Read(Span<byte> target)
    {
        var head = Math.Min(_leftOut.Length, target.Length);
        _leftOut.AsSpan(0, head).CopyTo(target);
        _leftOut = _leftOut[head..];
        input.ReadExactly(target[head..]);
    }

    private void ReadPacket(byte first)
    {
        var code = (ulong)first << 56;
        for (var shift = 48; shift >= 0; shift -= 8)
        {
            code |= (ulong)_bytes.Byte() << shift;
        }

        var length = _bytes.Below(LargestPacket, "a packet");
        if (length > 4096)
        {
            _bytes.Word();
            Verify("a packet's head");
        }

        _bytes.Checksum = 0;
        var body = _bytes.Bytes(length);
        Verify("a packet");
        var fields = new NutBytes(new MemoryStream(body));
        switch (code)
        {
            case MainCode:
                _headers.ReadMain(fields);
                break;
            case StreamCode:
                _headers.ReadStream(fields);
                break;
            case SyncPointCode:
                ReadSyncPoint(fields);
                break;
            default:
                break; // index and info; others are to be skipped
        }
    }

    private void ReadSyncPoint(NutBytes fields)
    {
        var bases = _headers.TimeBases;
        if (bases.Count == 0)
        {
            throw new InvalidDataException("it begins within itself");
        }

        var coded = fields.Number();
        var (from, to) = (bases[(int)(coded % bases.Count)], _headers.TimeBase);
        var pts = (Int128)(coded / bases.Count) * from.Numerator * to.Denominator / ((Int128)from.Denominator * to.Numerator);
        _lastPts = pts < long.MaxValue / 4 ? (long)pts : throw new InvalidDataException("a time is out of range");
    }

    private void ReadFrameHeader(byte first)
    {
        if (_headers.Codes is null || Width == 0 || Height == 0)
        {
            throw new InvalidDataException("a picture comes before its size");
        }

        var code = _headers.Codes[first];
        var flags = code.Flags;
        if (flags.HasFlag(NutFrameFlags.Coded))
        {
            flags ^= (NutFrameFlags)_bytes.Below(1 << 14, "a flag");
        }

        if ((flags & (NutFrameFlags.Invalid | NutFrameFlags.SideData)) != NutFrameFlags.None)
        {
            throw new InvalidDataException("a frame is of no known kind");
        }

        _ = flags.HasFlag(NutFrameFlags.Stream) ? _bytes.Below(1, "a stream") : 0;
        _lastPts = flags.HasFlag(NutFrameFlags.Pts) ? Full(_bytes.Number()) : _lastPts + code.PtsDelta;
        var tail = flags.HasFlag(NutFrameFlags.SizeTail) ? _bytes.Number() : 0;
        var size = (Int128)tail * code.SizeStep + code.Size;
        _ = flags.HasFlag(NutFrameFlags.MatchTime) ? _bytes.Signed() : 0;
        var header = flags.HasFlag(NutFrameFlags.Header) ? _bytes.Below(_headers.LeftOut.Count, "a header") : code.Header;
        var reserved = flags.HasFlag(NutFrameFlags.Reserved) ? _bytes.Below(LargestSide, "a number of reserved fields") : code.Reserved;
        for (var i = 0; i < reserved; i++)
        {
            _bytes.Number();
        }

        if (flags.HasFlag(NutFrameFlags.Checksum))
        {
            _bytes.Word();
            Verify("a frame's head");
        }

        if (size > PictureSize.Most * PictureSize.Most * 3L || header >= _headers.LeftOut.Count || size < _headers.LeftOut[header].Length)
        {
            throw new InvalidDataException($"a frame of {size} bytes is out of range");
        }

        Size = (int)size;
        _leftOut = _headers.LeftOut[header];
        var (numerator, denominator) = _headers.TimeBase;
        Seconds = (double)_lastPts * numerator / denominator;
    }

    // The low bits of a time stand for the one that is nearest to the time before.
    private long Full(long coded)
    {
        var mask = (1L << _headers.PtsBits) - 1;
        if (coded > mask)
        {
            return coded - (mask + 1);
        }

        var start = _lastPts - mask / 2;
        return (coded - start & mask) + start;
    }

    private void Verify(string what)
    {
        if (_bytes.Checksum != 0)
        {
            throw new InvalidDataException($"the checksum of {what} is wrong");
        }
    }
}
