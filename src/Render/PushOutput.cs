using System.Text.RegularExpressions;
using OpenCvSharp;

namespace DiCNet.Render;

/// <summary>The marked pictures of a stream, pushed as H.264 to a server or into a folder of HLS by a child that is watched.</summary>
/// <remarks>The child starts with the first picture, and anew when the size changes. One that ends or hangs is told of and gone.</remarks>
sealed partial class PushOutput : IPictureOutput
{
    private static readonly TimeSpan s_endPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_jitter = TimeSpan.FromSeconds(1);

    // Names without their folder: a "%d" in that would be taken for a number, too.
    private static readonly string[] s_hls =
    [
        // Numbers from the clock go on rising from child to child, so that no player takes a new segment for one it has.
        "-f", "hls", "-hls_time", "2", "-hls_list_size", "6", "-hls_flags", "delete_segments+independent_segments", "-hls_start_number_source", "epoch",
        "-hls_segment_filename", "index-%d.ts", "index.m3u8",
    ];

    private readonly string _name;
    private readonly string _target;
    private readonly string? _folder;
    private readonly IReadOnlyList<string> _format;
    private readonly OutputOptions _options;
    private readonly Func<double> _framesPerSecond;
    private readonly TimeProvider _clock;
    private PictureFeed? _feed;
    private ConstantRate _rate = new(1);
    private double _ratePerSecond;
    private Size _size;
    private TimeSpan _latest;

    /// <summary>Checks the target; nothing is opened yet.</summary>
    /// <param name="name">Name of the output in errors. That of HLS is <c>hls</c>.</param>
    /// <param name="target">An address, or the folder of HLS.</param>
    /// <param name="options">With the rate.</param>
    /// <param name="framesPerSecond">Rate of the source, asked for at each start.</param>
    /// <param name="clock">Measures the patience.</param>
    /// <exception cref="UserError">Nothing can be pushed to such an address.</exception>
    public PushOutput(string name, string target, OutputOptions options, Func<double> framesPerSecond, TimeProvider clock)
    {
        (_name, _target, _options, _framesPerSecond, _clock) = (name, target, options, framesPerSecond, clock);
        if (name == "hls")
        {
            _folder = Path.GetFullPath(target);
            _format = s_hls;
            return;
        }

        Redactor.LearnAddress(target);
        _format = target.Split("://", 2)[0].ToLowerInvariant() switch
        {
            "rtsp" or "rtsps" => ["-f", "rtsp", "-rtsp_transport", "tcp", target],
            "rtmp" or "rtmps" => ["-f", "flv", "-flvflags", "no_duration_filesize", target],
            "srt" or "udp" or "tcp" => ["-f", "mpegts", target],
            _ => throw new UserError("pictures cannot be pushed to such an address", name, "give one that begins with rtsp://, rtsps://, rtmp://, rtmps://, srt://, udp:// or tcp://"),
        };
    }

    /// <summary>How long the child may take over one picture.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Process id of the child, 0 while there is none.</summary>
    internal int ChildId => _feed?.ProcessId ?? 0;

    /// <inheritdoc/>
    public async ValueTask WriteAsync(OutputPicture picture)
    {
        var (size, time) = (picture.Pixels.Size(), picture.MediaTime);
        if (size != _size)
        {
            await ResetAsync();
        }

        if (_feed is null)
        {
            Start(size);
        }
        else if (time < _latest - s_jitter)
        {
            _rate = new ConstantRate(_ratePerSecond);
        }

        _latest = time;
        var beats = _rate.Advance(time);
        if (beats == 0)
        {
            return;
        }

        try
        {
            await _feed!.WriteAsync(picture.Pixels, beats);
        }
        catch (IOException e)
        {
            await using var failed = _feed!;
            _feed = null;
            var said = Clean(await failed.LastWordsAsync());
            throw new UserError($"pushing pictures failed ({(said.Length > 0 ? said : e.Message)})", _name, "see that its target can be reached and takes them; it is tried again by itself", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask ResetAsync()
    {
        if (_feed is null)
        {
            return;
        }

        await using var feed = _feed;
        _feed = null;
        try
        {
            await feed.EndAsync(s_endPatience);
        }
        catch (IOException)
        {
            // It is let go of; whether the target works is told by the next picture.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ResetAsync();

    private void Start(Size size)
    {
        var rate = OutputRate.Of(_options, _framesPerSecond);
        try
        {
            ClearFolder();
            _feed = new PictureFeed(
                size, rate,
                [
                    "-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency", "-bf", "0",
                    "-g", Math.Max(1, (int)Math.Ceiling((2 * rate) - 1e-6)).ToString(), "-sc_threshold", "0", .. _format,
                ],
                Patience, _clock, _folder);
        }
        catch (UserError e)
        {
            throw new UserError(e.What, _name, "repair the installation of ffmpeg", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"the folder of the play-list cannot be written ({e.Message})", _name, "make it writable or choose another one", e);
        }

        (_rate, _ratePerSecond, _size) = (new ConstantRate(rate), rate, size);
    }

    // A child deletes its own segments only: those of one that was killed would stay for ever.
    private void ClearFolder()
    {
        if (_folder is null)
        {
            return;
        }

        Directory.CreateDirectory(_folder);
        foreach (var file in Directory.GetFiles(_folder).Where(f => OwnFile().IsMatch(Path.GetFileName(f))))
        {
            File.Delete(file);
        }
    }

    // The stream's key is the end of an address of RTMP, and ffmpeg may say it alone.
    private string Clean(string said)
    {
        var key = _folder is null ? _target.Split('/')[^1] : "";
        said = Place().Replace(Address().Replace(Redactor.Clean(said), "***"), "");
        return key.Length >= 4 ? said.Replace(key, "***", StringComparison.Ordinal) : said;
    }

    [GeneratedRegex(@"\Aindex(-[0-9]+\.ts|\.m3u8|\.m3u8\.tmp)\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex OwnFile();

    [GeneratedRegex(@"[a-z][a-z0-9+.-]*://\S*[^\s:;,]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    // Where in memory of the child; it would make every telling of the same fault a new one.
    [GeneratedRegex(" @ 0x[0-9a-f]+", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
