using OpenCvSharp;

namespace DiCNet.Render;

/// <summary>annotated.mp4: the marked pictures as H.264 at the constant rate of the source.</summary>
/// <remarks>
/// Pictures are repeated or left out so that file time and media time agree within half a frame; of a gap longer than
/// ten seconds ten seconds are kept. A picture of another size than the first is stretched to the first one's size.
/// Without a verdict there is no file.
/// </remarks>
public sealed class VideoFileSink : IVerdictSink
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly string _path;
    private readonly double _framesPerSecond;
    private readonly int _quality;
    private readonly ConstantRate _rate;
    private readonly Mat _stretched = new();
    private FfmpegEncoder? _encoder;
    private Size _size;
    private bool _failed;

    /// <summary>Checks that the encoder is there; it starts with the first verdict.</summary>
    /// <param name="path">The file to be written; an old one is replaced.</param>
    /// <param name="framesPerSecond">Nominal rate of the source, above 0.</param>
    /// <param name="options">How the video is encoded.</param>
    /// <exception cref="UserError">ffmpeg is not installed.</exception>
    public VideoFileSink(string path, double framesPerSecond, RenderOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(framesPerSecond);
        Ffmpeg.Require();
        (_path, _framesPerSecond, _quality) = (Path.GetFullPath(path), framesPerSecond, options.VideoQuality);
        _rate = new ConstantRate(framesPerSecond);
    }

    /// <summary>Process id of the encoder, 0 before the first verdict.</summary>
    internal int EncoderId => _encoder?.ProcessId ?? 0;

    /// <inheritdoc/>
    public async ValueTask WriteAsync(Verdict verdict, Overlay overlay)
    {
        var beats = _rate.Advance(verdict.Frame.MediaTime);
        if (beats == 0)
        {
            return;
        }

        var picture = overlay.Draw(verdict);
        if (_encoder is null)
        {
            _size = picture.Size();
            _encoder = new FfmpegEncoder(_path, _size, _framesPerSecond, _quality, s_patience);
        }
        else if (picture.Size() != _size)
        {
            Cv2.Resize(picture, _stretched, _size);
            picture = _stretched;
        }

        try
        {
            await _encoder.WriteAsync(picture, beats);
        }
        catch (UserError)
        {
            _failed = true;
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask FinishAsync(IReadOnlyList<AnomalyEvent> last)
    {
        if (_encoder is not null && !_failed)
        {
            await _encoder.FinishAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _stretched.Dispose();
        if (_encoder is not null)
        {
            await _encoder.DisposeAsync();
        }
    }
}
