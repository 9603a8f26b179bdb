using OpenCvSharp;

namespace DiCNet.Ingest;

/// <summary>The pictures of a network stream, decoded by a child process that can be killed.</summary>
/// <remarks>
/// When the picture changes its size, the number of its bytes changes (the decoder adds a row, so that a turned picture is told
/// from an upright one), and the connection is given up to be opened again at once: NUT tells the size only at its beginning.
/// </remarks>
sealed class NetworkPictures : IPictures
{
    private const int AddedRows = 1;
    private const int RateFrames = 10;

    private readonly DecoderProcess _decoder;
    private readonly NutReader _nut;
    private volatile SourceInfo _info; // read by whoever asks for the status
    private int _frames;
    private double _began;
    private volatile bool _interrupted;

    private NetworkPictures(DecoderProcess decoder, SourceInfo info)
    {
        (_decoder, _info) = (decoder, info);
        // A small buffer for the headers; rows of pictures go past it, straight into the picture.
        _nut = new NutReader(new BufferedStream(decoder.Output, 4096));
    }

    /// <inheritdoc/>
    public SourceInfo Info => _info;

    /// <summary>Starts the decoder. The thread that calls must live as long as the result. The caller owns the result.</summary>
    /// <exception cref="UserError">A program is missing.</exception>
    public static NetworkPictures Open(string location, StreamId stream, LiveSourceOptions options)
    {
        var info = new SourceInfo(stream, SourceAddress.Shown(location), 0, 0, MediaClock.FallbackRate, null, null);
        return new NetworkPictures(DecoderProcess.Start(location, options), info);
    }

    /// <inheritdoc/>
    public Picture Next(Mat pixels)
    {
        try
        {
            if (!_nut.Next())
            {
                throw Lost("the stream ended");
            }

            Measure();
            pixels.Create(_info.Height, _info.Width, MatType.CV_8UC3);
            _nut.Read(pixels.AsSpan<byte>());
            _nut.Read(stackalloc byte[_info.Width * 3]);
            return new Picture(PictureKind.Whole, _nut.Seconds);
        }
        catch (EndOfStreamException)
        {
            throw Lost("the stream ended within a picture");
        }
        catch (InvalidDataException e)
        {
            throw new ConnectionLostException($"its decoder gave no pictures: {e.Message}");
        }
    }

    /// <inheritdoc/>
    public void Interrupt()
    {
        _interrupted = true;
        _decoder.Kill();
    }

    /// <inheritdoc/>
    public void Dispose() => _decoder.Dispose();

    private ConnectionLostException Lost(string otherwise) => new(_decoder.LastWords() is { Length: > 0 } words ? words : _interrupted ? "" : otherwise);

    private void Measure()
    {
        var (width, height) = _frames == 0 ? (_nut.Width, _nut.Height - AddedRows) : (_info.Width, _info.Height);
        if (width < PictureSize.Least || height < PictureSize.Least)
        {
            throw new ConnectionLostException($"its picture of {width} x {height} pixels is too small");
        }

        if (_nut.Size != width * (height + AddedRows) * 3)
        {
            throw new ConnectionLostException($"its picture is no longer {width} x {height} pixels", retryAtOnce: true);
        }

        if (_frames == 0)
        {
            _began = _nut.Seconds;
            _info = _info with { Width = width, Height = height };
        }
        else if (_frames == RateFrames && RateFrames / (_nut.Seconds - _began) is var rate && MediaClock.IsPlausible(rate))
        {
            // Streams seldom tell their rate; the first pictures do.
            _info = _info with { FramesPerSecond = rate };
        }

        _frames++;
    }
}
