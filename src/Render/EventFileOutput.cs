using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace DiCNet.Render;

/// <summary>Appends event messages to a file as JSON lines, whole lines always, for as long as the stream lives.</summary>
/// <remarks>
/// Messages wait in a queue that leaks, so a disk that hangs slows nobody. A file that is renamed or deleted by a log rotation is opened anew.
/// One output per file: two would write over each other.
/// </remarks>
sealed class EventFileOutput : IMessageOutput
{
    private const int MostWaiting = 1024;
    private const int LongestTornLine = 64 * 1024;

    private readonly string _path;
    private readonly SinkMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly Channel<AnomalyEvent> _queue;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;
    private SafeFileHandle? _file;
    private string? _openedAs;
    private volatile string? _fault;

    /// <summary>Starts its task; the file is made when it is not there.</summary>
    public EventFileOutput(string path, SinkMetrics metrics, TimeProvider clock)
    {
        (_path, _metrics, _clock) = (Path.GetFullPath(path), metrics, clock);
        _queue = Channel.CreateBounded<AnomalyEvent>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest }, _ => metrics.CountDropped());
        _writing = Task.Run(RunAsync);
    }

    /// <inheritdoc/>
    public OutputStatus Status => new("events", _fault, _metrics.Written, _metrics.Lost);

    /// <summary>Pause after a failure.</summary>
    internal TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public void Write(IReadOnlyList<AnomalyEvent> messages)
    {
        foreach (var message in messages)
        {
            if (!_queue.Writer.TryWrite(message))
            {
                _metrics.CountDropped();
            }
        }
    }

    /// <summary>Writes what waits, as far as two seconds allow.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stop.CancelAsync();
        await Task.WhenAny(_writing, Task.Delay(TimeSpan.FromSeconds(2), _clock));
        while (_queue.Reader.TryRead(out _))
        {
            _metrics.CountDropped();
        }

        if (_writing.IsCompleted)
        {
            _stop.Dispose();
        }
    }

    private async Task RunAsync()
    {
        // A wrong path is to be seen at the start, not at the first event.
        Try(Open);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (_queue.Reader.TryRead(out var message))
            {
                if (Try(() => Append(message)))
                {
                    _metrics.CountWritten(_clock.GetUtcNow() - (message.Time ?? _clock.GetUtcNow()));
                    continue;
                }

                _metrics.CountFailed();
                await Task.Delay(Pause, _clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        _file?.Dispose();
    }

    private bool Try(Action act)
    {
        try
        {
            act();
            _fault = null;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or UserError)
        {
            _fault = Redactor.Clean(e is UserError ? e.Message : $"the events cannot be written ({e.Message})");
            _file?.Dispose();
            _file = null;
            return false;
        }
    }

    private void Append(AnomalyEvent message)
    {
        if (_file is null || Name(_file) != _openedAs)
        {
            Open();
        }

        byte[] line = [.. EventJson.Write(message), (byte)'\n'];
        var end = RandomAccess.GetLength(_file!);
        try
        {
            RandomAccess.Write(_file!, line, end);
        }
        catch (IOException)
        {
            // A full disk takes a part of the bytes before it refuses the rest.
            RandomAccess.SetLength(_file!, end);
            throw;
        }
    }

    private void Open()
    {
        _file?.Dispose();
        _file = File.OpenHandle(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        _openedAs = Name(_file);
        CutTornLine(_file);
    }

    // A killed run may leave the beginning of a message without its end.
    private void CutTornLine(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        var tail = new byte[(int)Math.Min(length, LongestTornLine)];
        var read = RandomAccess.Read(file, tail, length - tail.Length);
        var torn = tail.AsSpan(0, read);
        torn = torn[(torn.LastIndexOf((byte)'\n') + 1)..];
        if (torn.IsEmpty)
        {
            return;
        }

        if (torn[0] != (byte)'{' || torn.Length == LongestTornLine)
        {
            throw new UserError("the file does not end on a line of JSON, so nothing is appended to it", _path, "give another file for the events");
        }

        RandomAccess.SetLength(file, length - torn.Length);
    }

    // Where the open file is now: another name after a rename, "(deleted)" after a deletion. Null where the system does not tell.
    private static string? Name(SafeFileHandle file) => new FileInfo($"/proc/self/fd/{file.DangerousGetHandle()}").LinkTarget;
}
