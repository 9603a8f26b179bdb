using OpenCvSharp;

namespace DiCNet.Render;

/// <summary>The marked pictures of a stream as MP4 segments, named by the time of their first picture. Old ones are deleted.</summary>
/// <remarks>
/// The open segment plays up to its last two seconds even when all is killed. A segment that has its length is finished
/// beside the next one. A change of size, or a media time that steps back, begins a new one.
/// </remarks>
sealed class SegmentRecorder : IPictureOutput
{
    private static readonly TimeSpan s_sweepEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_jitter = TimeSpan.FromSeconds(1);

    private readonly string _folder;
    private readonly OutputOptions _options;
    private readonly int _quality;
    private readonly Func<double> _framesPerSecond;
    private readonly TimeProvider _clock;
    private readonly Retention _retention;
    private readonly ITimer _sweeping;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _open = [];
    private FfmpegEncoder? _encoder;
    private ConstantRate _rate = new(1);
    private string _path = "";
    private Size _size;
    private TimeSpan _first;
    private TimeSpan _latest;
    private Task _finishing = Task.CompletedTask;

    /// <summary>Begins to watch over the folder; it is made with the first picture.</summary>
    /// <param name="stream">Its name begins the names of the segments.</param>
    /// <param name="options">With a folder to record to.</param>
    /// <param name="quality">Constant rate factor, 0 (lossless) to 51 (worst).</param>
    /// <param name="framesPerSecond">Rate of the source, asked for at each segment.</param>
    /// <param name="clock">Names the segments.</param>
    public SegmentRecorder(StreamId stream, OutputOptions options, int quality, Func<double> framesPerSecond, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options.Record);
        _folder = Path.GetFullPath(options.Record);
        (_options, _quality, _framesPerSecond, _clock) = (options, quality, framesPerSecond, clock);
        _retention = new Retention(stream, options);
        _sweeping = clock.CreateTimer(_ => Sweep(), null, s_sweepEvery, s_sweepEvery);
    }

    /// <summary>How long the encoder may take over one picture. Its end comes well before that of the sink's last patience.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Process id of the encoder, 0 while no segment is open.</summary>
    internal int EncoderId => _encoder?.ProcessId ?? 0;

    /// <inheritdoc/>
    public async ValueTask WriteAsync(OutputPicture picture)
    {
        if (_finishing.IsFaulted)
        {
            await FinishedAsync();
        }

        var (size, time) = (picture.Pixels.Size(), picture.MediaTime);
        if (_encoder is not null && (size != _size || time >= _first + TimeSpan.FromSeconds(_options.SegmentSeconds) || time < _latest - s_jitter))
        {
            await FinishedAsync();
            _finishing = FinishAsync();
        }

        _encoder ??= Open(size, time);
        _latest = time;
        var beats = _rate.Advance(time);
        if (beats == 0)
        {
            return;
        }

        try
        {
            await _encoder.WriteAsync(picture.Pixels, beats);
        }
        catch (UserError e)
        {
            await using var failed = _encoder;
            _encoder = null;
            Close(_path);
            throw Told(e, _path);
        }
    }

    /// <inheritdoc/>
    public async ValueTask ResetAsync()
    {
        await _finishing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_encoder is not null)
        {
            // A failure is told at the next picture.
            _finishing = FinishAsync();
            await _finishing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ResetAsync();
        await _sweeping.DisposeAsync();
    }

    private static UserError Told(UserError error, string where) => new(error.What, where, "free space there or repair ffmpeg; recording goes on by itself", error);

    private FfmpegEncoder Open(Size size, TimeSpan time)
    {
        try
        {
            Directory.CreateDirectory(_folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"recordings cannot be written there ({e.Message})", _folder, "make the folder writable or record to another one", e);
        }

        var from = _clock.GetUtcNow();
        lock (_gate)
        {
            // An encoder makes its file when it has started: until then only the name is taken.
            string name;
            while (_open.Contains(name = _retention.Name(from)) || File.Exists(Path.Combine(_folder, name)))
            {
                from += TimeSpan.FromSeconds(1);
            }

            _path = Path.Combine(_folder, name);
            _open.Add(name);
        }

        var rate = OutputRate.Of(_options, _framesPerSecond);
        (_rate, _size, _first) = (new ConstantRate(rate), size, time);
        try
        {
            return new FfmpegEncoder(_path, size, rate, _quality, Patience);
        }
        catch (UserError e)
        {
            Close(_path);
            throw Told(e, _path);
        }
    }

    private async Task FinishedAsync()
    {
        var finishing = _finishing;
        _finishing = Task.CompletedTask;
        await finishing;
    }

    private async Task FinishAsync()
    {
        await using var encoder = _encoder!;
        var path = _path;
        _encoder = null;
        try
        {
            await encoder.FinishAsync();
        }
        catch (UserError e)
        {
            throw Told(e, path);
        }
        finally
        {
            Close(path);
        }
    }

    private void Close(string path)
    {
        lock (_gate)
        {
            _open.Remove(Path.GetFileName(path));
        }

        Sweep();
    }

    private void Sweep()
    {
        lock (_gate)
        {
            Try(() =>
            {
                var files = new DirectoryInfo(_folder).GetFiles().Select(f => (f.Name, f.Exists ? f.Length : 0));
                foreach (var name in _retention.Expired(files, _clock.GetUtcNow(), _open))
                {
                    Try(() => File.Delete(Path.Combine(_folder, name)));
                }
            });
        }

        // What cannot be read or deleted holds up nothing else and is tried again in a minute.
        static void Try(Action action)
        {
            try
            {
                action();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return;
            }
        }
    }
}
