using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace DiCNet.App.Live;

/// <summary>The log of <c>dicnet serve</c>: one line per fact, without secrets. Whoever writes never waits for whoever reads. Any number of threads.</summary>
/// <remarks>
/// Lines of one stream that differ in numbers only are of one kind. The first of a kind is written at once; what follows within a second is
/// counted, and the last of it written at the second's end with how many more there were.
/// </remarks>
sealed partial class LiveLog : IAsyncDisposable
{
    private const int MostWaiting = 1024;
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(1);
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly bool _json;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly Task _writing;
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(MostWaiting);
    private readonly Dictionary<(LiveLogLevel, string?, string), Kind> _kinds = [];
    private readonly Lock _gate = new();
    private long _lost;

    /// <param name="output">Lent for the life of the log; <see cref="Console.Error"/>.</param>
    /// <param name="json">A JSON object per line instead of text.</param>
    /// <param name="clock">Stamps the lines.</param>
    public LiveLog(TextWriter output, bool json, TimeProvider clock)
    {
        (_json, _clock) = (json, clock);
        _timer = clock.CreateTimer(_ => EndWindows(all: false), null, s_window, s_window);
        _writing = Task.Run(() => WriteAsync(output));
    }

    /// <param name="stream">Name of the stream it is about; null for the system as a whole.</param>
    /// <param name="text">What happened.</param>
    public void Info(string? stream, string text) => Add(LiveLogLevel.Info, stream, text);

    /// <inheritdoc cref="Info"/>
    public void Warn(string? stream, string text) => Add(LiveLogLevel.Warn, stream, text);

    /// <inheritdoc cref="Info"/>
    public void Error(string? stream, string text) => Add(LiveLogLevel.Error, stream, text);

    /// <summary>Writes what waits; a reader that does not read is not waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        EndWindows(all: true);
        _lines.Writer.TryComplete();
        await Task.WhenAny(_writing, Task.Delay(s_window, TimeProvider.System));
    }

    private void Add(LiveLogLevel level, string? stream, string text)
    {
        // Cleaned before it is encoded: a secret with a quote in it would look different after.
        text = ControlCharacters().Replace(Redactor.Clean(text), " ").Trim();
        var (key, now) = ((level, stream, Digits().Replace(text, "#")), _clock.GetUtcNow());
        lock (_gate)
        {
            if (_kinds.TryGetValue(key, out var kind))
            {
                _kinds[key] = kind with { Text = text, At = now, More = kind.More + 1 };
                return;
            }

            _kinds[key] = new Kind(now, text, now, 0);
        }

        Put(level, stream, text, now);
    }

    private void EndWindows(bool all)
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            foreach (var (key, kind) in _kinds.Where(k => all || now - k.Value.Since >= s_window).ToArray())
            {
                if (kind.More == 0)
                {
                    _kinds.Remove(key);
                    continue;
                }

                _kinds[key] = new Kind(now, kind.Text, kind.At, 0);
                Put(key.Item1, key.Item2, kind.More == 1 ? kind.Text : $"{kind.Text} ({kind.More - 1} more)", kind.At);
            }
        }
    }

    private void Put(LiveLogLevel level, string? stream, string text, DateTimeOffset at)
    {
        var time = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var name = level.ToString().ToLowerInvariant();
        var line = _json
            ? new JsonObject { ["time"] = time, ["level"] = name, ["stream"] = stream, ["message"] = text }.ToJsonString(s_json)
            : $"{time} {name,-5} {(stream is null ? "" : stream + ": ")}{text}";
        if (!_lines.Writer.TryWrite(line))
        {
            Interlocked.Increment(ref _lost);
        }
    }

    private async Task WriteAsync(TextWriter output)
    {
        try
        {
            while (await _lines.Reader.WaitToReadAsync())
            {
                while (_lines.Reader.TryRead(out var line))
                {
                    await output.WriteLineAsync(line);
                    if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost)
                    {
                        Put(LiveLogLevel.Warn, null, $"{lost} lines were lost: the log was not read fast enough", _clock.GetUtcNow());
                    }
                }

                await output.FlushAsync();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Nobody reads it any more; there is nowhere to say so.
        }
    }

    [GeneratedRegex(@"\d+", RegexOptions.NonBacktracking)]
    private static partial Regex Digits();

    [GeneratedRegex(@"\p{Cc}+", RegexOptions.NonBacktracking)]
    private static partial Regex ControlCharacters();

    private sealed record Kind(DateTimeOffset Since, string Text, DateTimeOffset At, long More);
}
