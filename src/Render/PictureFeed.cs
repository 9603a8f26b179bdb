using OpenCvSharp;

namespace DiCNet.Render;

/// <summary>An ffmpeg that is fed with pictures through a pipe, at a constant rate.</summary>
/// <remarks>Feeding overlaps with the caller's work: the picture is copied, and the pipe is fed while the next one is made.</remarks>
sealed class PictureFeed : IAsyncDisposable
{
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(5);

    private readonly Ffmpeg _ffmpeg;
    private readonly Size _size;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _clock;
    private byte[] _latest;
    private byte[] _other;
    private Task _feeding = Task.CompletedTask;
    private Task _pipe = Task.CompletedTask;
    private bool _hung;

    /// <summary>Starts it.</summary>
    /// <param name="size">Size of every picture in pixels. An odd side is padded by a black line.</param>
    /// <param name="framesPerSecond">Rate of the video, above 0.</param>
    /// <param name="output">What ffmpeg is to make of the pictures, and where to.</param>
    /// <param name="patience">How long it may take over one picture.</param>
    /// <param name="clock">Measures the patience.</param>
    /// <param name="folder">Where it works, for names without a folder; null is here.</param>
    /// <exception cref="UserError">ffmpeg is not installed.</exception>
    public PictureFeed(Size size, double framesPerSecond, IEnumerable<string> output, TimeSpan patience, TimeProvider clock, string? folder = null)
    {
        (_size, _patience, _clock) = (size, patience, clock);
        _latest = GC.AllocateUninitializedArray<byte>(size.Width * size.Height * 3);
        _other = GC.AllocateUninitializedArray<byte>(_latest.Length);
        _ffmpeg = Ffmpeg.Start(
        [
            "-f", "rawvideo", "-pixel_format", "bgr24", "-video_size", $"{size.Width}x{size.Height}",
            "-framerate", framesPerSecond.ToString("0.######"), "-i", "pipe:0", "-an",
            "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p",
            "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
            .. output,
        ], folder);
    }

    /// <summary>The child's process id.</summary>
    public int ProcessId => _ffmpeg.Id;

    /// <summary>Writes the picture before <paramref name="beats"/> - 1 times more, then this one.</summary>
    /// <param name="picture">BGR, 8 bit, of the agreed size. Lent for the call.</param>
    /// <param name="beats">At least 1.</param>
    /// <exception cref="IOException">It ended, or lost its patience; the message says which.</exception>
    public async ValueTask WriteAsync(Mat picture, int beats)
    {
        await _feeding;
        var length = _size.Width * 3;
        for (var (y, rows) = (0, _size.Height); y < rows; y++)
        {
            picture.RowSpan<byte>(y).CopyTo(_other.AsSpan(y * length, length));
        }

        (_latest, _other) = (_other, _latest);
        _feeding = FeedAsync(beats);
    }

    /// <summary>Ends it after the last picture.</summary>
    /// <exception cref="IOException">It did not end well; the message says how.</exception>
    public async Task EndAsync(TimeSpan patience)
    {
        await _feeding;
        _ffmpeg.CloseInput();
        _hung = !await _ffmpeg.ExitAsync(patience);
        if (_hung || _ffmpeg.ExitCode != 0)
        {
            throw new IOException("it did not end well");
        }
    }

    /// <summary>What it said before its end, which comes now if it has not come yet.</summary>
    public async Task<string> LastWordsAsync()
    {
        // A broken pipe is seen before the child has said why.
        if (_hung || !await _ffmpeg.ExitAsync(s_lastWords))
        {
            await _ffmpeg.KillAsync();
        }

        return _ffmpeg.Said;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ffmpeg.DisposeAsync();
        await _feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _pipe.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task FeedAsync(int beats)
    {
        try
        {
            for (var i = 1; i <= beats; i++)
            {
                _pipe = _ffmpeg.Input.WriteAsync(i < beats ? _other : _latest).AsTask();
                await _pipe.WaitAsync(_patience, _clock);
            }
        }
        catch (TimeoutException e)
        {
            _hung = true;
            throw new IOException($"it took no picture for {_patience.TotalSeconds:0.#} s", e);
        }
        catch (IOException e)
        {
            throw new IOException("it ended early", e);
        }
    }
}
