namespace DiCNet.Render;

/// <summary>events.jsonl: one event message per line, in order, on disk as soon as it is known.</summary>
public sealed class EventLogSink : IVerdictSink
{
    private readonly LineFile _file;

    /// <summary>Opens the file; an old one is replaced.</summary>
    /// <exception cref="UserError">It cannot be written.</exception>
    public EventLogSink(string path) => _file = new LineFile(path);

    /// <summary>SHA-256 of what is in the file, lower-case hex; until it is disposed.</summary>
    public string Sha256 => _file.Sha256;

    /// <inheritdoc/>
    public ValueTask WriteAsync(Verdict verdict, Overlay overlay)
    {
        if (verdict.News.Count > 0)
        {
            Append(verdict.News);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask FinishAsync(IReadOnlyList<AnomalyEvent> last)
    {
        Append(last);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Append(IReadOnlyList<AnomalyEvent> messages)
    {
        foreach (var message in messages)
        {
            _file.Append(EventJson.Write(message));
            _file.Flush();
        }
    }
}
