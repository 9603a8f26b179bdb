using System.Text.Json;
using System.Text.RegularExpressions;

namespace DiCNet.Render;

/// <summary>Messages of one stream that wait on disk, oldest first: a small file each, which survives the process.</summary>
/// <remarks>
/// Files are named <c>stream@number-run.json</c>, so streams may share a folder. Files with other names are left alone; one of ours
/// that is no message gets <c>.damaged</c> at its end. Any number of threads.
/// </remarks>
sealed partial class Outbox(StreamId stream, string folder, int mostMessages, SinkMetrics metrics)
{
    private const int LongestMessage = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<string> _files = new();
    private readonly string _run = Guid.NewGuid().ToString("N")[..12];
    private bool _opened;
    private long _last;

    /// <summary>Messages that wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _files.Count;
            }
        }
    }

    /// <summary>Finds what an earlier run left. Called again it does nothing.</summary>
    /// <exception cref="IOException">The folder cannot be used now.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be used.</exception>
    public void Open()
    {
        lock (_gate)
        {
            Directory.CreateDirectory(folder);
            if (_opened)
            {
                return;
            }

            foreach (var torn in Directory.EnumerateFiles(folder, stream.Name + "@*.tmp"))
            {
                File.Delete(torn);
            }

            var left = Directory.EnumerateFiles(folder, stream.Name + "@*.json")
                .Select(f => (File: f, Name: Ours().Match(Path.GetFileName(f))))
                .Where(f => f.Name.Success)
                .Select(f => (f.File, Number: long.Parse(f.Name.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture)))
                .OrderBy(f => f.Number).ToArray();
            foreach (var (file, number) in left)
            {
                _files.Enqueue(file);
                _last = number;
            }

            _opened = true;
            MakeRoom(mostMessages);
        }
    }

    /// <summary>Keeps a message; the oldest make room and are counted.</summary>
    /// <exception cref="IOException">It cannot be kept.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public void Add(AnomalyEvent message)
    {
        lock (_gate)
        {
            Open();
            var file = Path.Combine(folder, $"{stream.Name}@{_last + 1:D18}-{_run}.json");
            var torn = file + ".tmp";
            try
            {
                File.WriteAllBytes(torn, EventJson.Write(message));
                File.Move(torn, file);
            }
            catch (IOException)
            {
                Forgive(() => File.Delete(torn));
                throw;
            }

            _last++;
            _files.Enqueue(file);
            MakeRoom(mostMessages);
        }
    }

    /// <summary>The oldest message; it stays.</summary>
    /// <returns>Null when none waits.</returns>
    public Letter? Oldest()
    {
        lock (_gate)
        {
            while (_files.TryPeek(out var file))
            {
                if (Read(file) is { } letter)
                {
                    return letter;
                }

                metrics.CountFailed();
                _files.Dequeue();
                Forgive(() => File.Move(file, file + ".damaged", overwrite: true));
            }

            return null;
        }
    }

    /// <summary>Takes a message out.</summary>
    /// <returns>False when it had made room for another meanwhile and is counted already.</returns>
    public bool Remove(Letter letter)
    {
        lock (_gate)
        {
            if (!_files.TryPeek(out var file) || file != letter.File)
            {
                return false;
            }

            _files.Dequeue();
            Forgive(() => File.Delete(file));
            return true;
        }
    }

    private void MakeRoom(int most)
    {
        while (_files.Count > most)
        {
            var file = _files.Dequeue();
            metrics.CountDropped();
            Forgive(() => File.Delete(file));
        }
    }

    private Letter? Read(string file)
    {
        try
        {
            if (new FileInfo(file).Length > LongestMessage)
            {
                return null;
            }

            var line = File.ReadAllBytes(file);
            var message = EventJson.Read(line);
            var key = $"{message.Id}/{message.Revision}/{Ours().Match(Path.GetFileName(file)).Groups["run"].Value}";
            return message.Stream == stream && key.All(c => c is > ' ' and <= '~') ? new Letter(file, line, message, key) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    // A file that cannot be deleted costs a second delivery after a restart, with the same key.
    private static void Forgive(Action act)
    {
        try
        {
            act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    [GeneratedRegex(@"\A[^@]+@(?<number>[0-9]{18})-(?<run>[0-9a-f]{12})\.json\z", RegexOptions.NonBacktracking)]
    private static partial Regex Ours();

    /// <summary>A message that waits.</summary>
    /// <param name="File">Where.</param>
    /// <param name="Line">The message as JSON.</param>
    /// <param name="Message">The message.</param>
    /// <param name="Key">The same for each delivery of the message, also after a restart; differs between runs that give the same ids.</param>
    internal sealed record Letter(string File, byte[] Line, AnomalyEvent Message, string Key);
}
