namespace DiCNet.Ingest;

/// <summary>What the headers of a NUT stream say of the frames. They may come again.</summary>
sealed class NutHeaders
{
    /// <summary>How many beginnings of frames can be left out, the empty one included.</summary>
    public const int MostLeftOut = 128;

    private const int LargestCodecData = 1 << 16;

    /// <summary>By the first byte of a frame; null before the main header.</summary>
    public IReadOnlyList<NutFrameCode>? Codes { get; private set; }

    /// <summary>Beginnings that frames share and leave out.</summary>
    public IReadOnlyList<byte[]> LeftOut { get; private set; } = [];

    /// <summary>Units of time, in seconds.</summary>
    public IReadOnlyList<(long Numerator, long Denominator)> TimeBases { get; private set; } = [];

    /// <summary>That of the stream.</summary>
    public (long Numerator, long Denominator) TimeBase { get; private set; } = (1, 1);

    /// <summary>Low bits of a PTS that stand for all of it.</summary>
    public int PtsBits { get; private set; }

    /// <summary>Width of the pictures in pixels; 0 before the stream's header.</summary>
    public int Width { get; private set; }

    /// <summary>Height of the pictures in pixels; 0 before the stream's header.</summary>
    public int Height { get; private set; }

    /// <summary>Reads the main header.</summary>
    public void ReadMain(NutBytes fields)
    {
        var version = fields.Number();
        if (version != 3)
        {
            throw new InvalidDataException($"its version {version} is not known");
        }

        if (fields.Number() != 1)
        {
            throw new InvalidDataException("it has not just one stream");
        }

        fields.Number();
        var bases = new (long, long)[fields.Below(17, "a number of time bases")];
        foreach (ref var timeBase in bases.AsSpan())
        {
            timeBase = (fields.Below(int.MaxValue, "a time base"), fields.Below(int.MaxValue, "a time base"));
            if (timeBase is (0, _) or (_, 0))
            {
                throw new InvalidDataException("a time base is 0");
            }
        }

        TimeBases = bases;

        Codes = NutFrameCode.ReadTable(fields);
        var leftOut = new byte[fields.Below(MostLeftOut, "a number of headers") + 1][];
        leftOut[0] = [];
        for (var i = 1; i < leftOut.Length; i++)
        {
            leftOut[i] = fields.Bytes(fields.Below(256, "a header"));
        }

        LeftOut = leftOut;
    }

    /// <summary>Reads the header of the one stream.</summary>
    public void ReadStream(NutBytes fields)
    {
        fields.Below(1, "a stream");
        if (fields.Number() != 0)
        {
            throw new InvalidDataException("its stream is no video");
        }

        fields.Bytes(fields.Below(16, "a codec's name"));
        TimeBase = TimeBases[fields.Below(TimeBases.Count, "a time base")];
        PtsBits = fields.Below(16, "a number of bits");
        fields.Number();
        fields.Number();
        fields.Number();
        fields.Bytes(fields.Below(LargestCodecData, "codec data"));
        (Width, Height) = (fields.Below(PictureSize.Most + 2, "a width"), fields.Below(PictureSize.Most + 2, "a height"));
    }
}
