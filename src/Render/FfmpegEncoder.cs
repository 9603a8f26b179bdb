using OpenCvSharp;

namespace DiCNet.Render;

/// <summary>Pictures to H.264 in MP4, by a child process; what was written so far can be played whatever happens.</summary>
/// <remarks>
/// While it is written the file is fragmented: each stretch of at most two seconds is complete in itself. Writing overlaps with
/// the caller's work: the picture is copied, and the pipe is fed while the next one is made.
/// </remarks>
sealed class FfmpegEncoder : IAsyncDisposable
{
    private static readonly TimeSpan s_writePatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_endPatience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(5);

    private readonly string _path;
    private readonly Ffmpeg _ffmpeg;
    private readonly Size _size;
    private byte[] _latest;
    private byte[] _other;
    private Task _writing = Task.CompletedTask;

    /// <summary>Starts the encoder.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <param name="size">Size of every picture in pixels. An odd side is padded by a black line in the file.</param>
    /// <param name="framesPerSecond">Rate of the file, above 0.</param>
    /// <param name="quality">Constant rate factor, 0 (lossless) to 51 (worst).</param>
    /// <exception cref="UserError">ffmpeg is not installed.</exception>
    public FfmpegEncoder(string path, Size size, double framesPerSecond, int quality)
    {
        (_path, _size) = (path, size);
        _latest = GC.AllocateUninitializedArray<byte>(size.Width * size.Height * 3);
        _other = GC.AllocateUninitializedArray<byte>(_latest.Length);
        _ffmpeg = Ffmpeg.Start(
        [
            "-f", "rawvideo", "-pixel_format", "bgr24", "-video_size", $"{size.Width}x{size.Height}",
            "-framerate", framesPerSecond.ToString("0.######"), "-i", "pipe:0", "-an",
            "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p",
            "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
            "-c:v", "libx264", "-preset", "superfast", "-tune", "fastdecode", "-crf", quality.ToString(), "-g", Math.Max(1, (int)Math.Round(2 * framesPerSecond)).ToString(),
            "-movflags", "+frag_keyframe+empty_moov+default_base_moof", "-f", "mp4", $"file:{path}",
        ]);
    }

    /// <summary>The child's process id.</summary>
    public int ProcessId => _ffmpeg.Id;

    /// <summary>Writes the picture before <paramref name="beats"/> - 1 times more, then this one.</summary>
    /// <param name="picture">BGR, 8 bit, of the agreed size. Lent for the call.</param>
    /// <param name="beats">At least 1.</param>
    /// <exception cref="UserError">The encoder has failed; the file was cut to what can be played.</exception>
    public async ValueTask WriteAsync(Mat picture, int beats)
    {
        if (!_writing.IsCompletedSuccessfully)
        {
            await WrittenAsync();
        }

        var length = _size.Width * 3;
        for (var (y, rows) = (0, _size.Height); y < rows; y++)
        {
            picture.RowSpan<byte>(y).CopyTo(_other.AsSpan(y * length, length));
        }

        (_latest, _other) = (_other, _latest);
        _writing = FeedAsync(beats);
    }

    /// <summary>Ends the file, then rewrites it as an ordinary one, with its index at the front.</summary>
    /// <exception cref="UserError">The encoder has failed; the file was cut to what can be played.</exception>
    public async Task FinishAsync()
    {
        await WrittenAsync();
        _ffmpeg.CloseInput();
        if (!await _ffmpeg.ExitAsync(s_endPatience) || _ffmpeg.ExitCode != 0)
        {
            throw await FailAsync("it did not end", null);
        }

        await FragmentedFile.FlattenAsync(_path);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ffmpeg.DisposeAsync();
        await _writing.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task FeedAsync(int beats)
    {
        for (var i = 1; i < beats; i++)
        {
            await _ffmpeg.Input.WriteAsync(_other);
        }

        await _ffmpeg.Input.WriteAsync(_latest);
    }

    private async Task WrittenAsync()
    {
        try
        {
            await _writing.WaitAsync(s_writePatience);
        }
        catch (IOException e)
        {
            throw await FailAsync("it ended early", e);
        }
        catch (TimeoutException e)
        {
            throw await FailAsync($"it took no picture for {s_writePatience.TotalSeconds} s", e);
        }
    }

    private async Task<UserError> FailAsync(string otherwise, Exception? cause)
    {
        // A broken pipe is seen before the child has said why.
        if (!await _ffmpeg.ExitAsync(s_lastWords))
        {
            await _ffmpeg.KillAsync();
        }

        FragmentedFile.TrimToWhole(_path);
        var said = _ffmpeg.Said;
        return new UserError(
            $"the video encoder failed ({(said.Length > 0 ? said : otherwise)}); the video up to then is kept", _path,
            "free space there or repair ffmpeg, or run with --no-video", cause);
    }
}
