using OpenCvSharp;

namespace DiCNet.Render;

/// <summary>Pictures to H.264 in MP4, by a child process; what was written so far can be played whatever happens.</summary>
/// <remarks>While it is written the file is fragmented: each stretch of at most two seconds is complete in itself.</remarks>
sealed class FfmpegEncoder : IAsyncDisposable
{
    private readonly string _path;
    private readonly TimeSpan _patience;
    private readonly PictureFeed _feed;

    /// <summary>Starts the encoder.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <param name="size">Size of every picture in pixels. An odd side is padded by a black line in the file.</param>
    /// <param name="framesPerSecond">Rate of the file, above 0.</param>
    /// <param name="quality">Constant rate factor, 0 (lossless) to 51 (worst).</param>
    /// <param name="patience">How long it may take over one picture; over the last ones and over rewriting the file, twice as long.</param>
    /// <exception cref="UserError">ffmpeg is not installed.</exception>
    public FfmpegEncoder(string path, Size size, double framesPerSecond, int quality, TimeSpan patience)
    {
        (_path, _patience) = (path, patience);
        _feed = new PictureFeed(
            size, framesPerSecond,
            [
                "-c:v", "libx264", "-preset", "superfast", "-tune", "fastdecode", "-crf", quality.ToString(),
                "-g", Math.Max(1, (int)Math.Round(2 * framesPerSecond)).ToString(),
                "-movflags", "+frag_keyframe+empty_moov+default_base_moof", "-f", "mp4", $"file:{path}",
            ],
            patience, TimeProvider.System);
    }

    /// <summary>The child's process id.</summary>
    public int ProcessId => _feed.ProcessId;

    /// <summary>Writes the picture before <paramref name="beats"/> - 1 times more, then this one.</summary>
    /// <param name="picture">BGR, 8 bit, of the agreed size. Lent for the call.</param>
    /// <param name="beats">At least 1.</param>
    /// <exception cref="UserError">The encoder has failed; the file was cut to what can be played.</exception>
    public async ValueTask WriteAsync(Mat picture, int beats)
    {
        try
        {
            await _feed.WriteAsync(picture, beats);
        }
        catch (IOException e)
        {
            throw await FailAsync(e);
        }
    }

    /// <summary>Ends the file, then rewrites it as an ordinary one, with its index at the front.</summary>
    /// <exception cref="UserError">The encoder has failed; the file was cut to what can be played.</exception>
    public async Task FinishAsync()
    {
        try
        {
            await _feed.EndAsync(2 * _patience);
        }
        catch (IOException e)
        {
            throw await FailAsync(e);
        }

        await FragmentedFile.FlattenAsync(_path, 2 * _patience);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _feed.DisposeAsync();

    private async Task<UserError> FailAsync(IOException cause)
    {
        var said = await _feed.LastWordsAsync();
        FragmentedFile.TrimToWhole(_path);
        return new UserError(
            $"the video encoder failed ({(said.Length > 0 ? said : cause.Message)}); the video up to then is kept", _path,
            "free space there or repair ffmpeg, or run with --no-video", cause);
    }
}
