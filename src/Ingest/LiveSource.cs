namespace DiCNet.Ingest;

/// <summary>One stream of a running system, for weeks: opened, watched, closed and opened again, for ever.</summary>
public sealed class LiveSource
{
    /// <summary>Makes it; nothing is opened yet.</summary>
    public LiveSource(StreamId stream, string location, LiveSourceOptions options, int framesInFlight, FrameQueue queue, PipelineMetrics metrics, TimeProvider clock) =>
        throw new NotSupportedException();

    /// <summary>What it is doing now. Any number of threads.</summary>
    public SourceStatus Status => throw new NotSupportedException();

    /// <summary>Told of every change of state or quality, on the source's own thread; must not block.</summary>
    public Action<SourceStatus>? OnChange { get; init; }

    /// <summary>Reads until the recording ends, or the stop; failures of the source are states, not exceptions. Returns when every frame is home.</summary>
    public Task RunAsync(CancellationToken stop) => throw new NotSupportedException();

    /// <summary>Closes the source until <see cref="Resume"/>. Any number of threads.</summary>
    public void Pause() => throw new NotSupportedException();

    /// <summary>Opens it again. Any number of threads.</summary>
    public void Resume() => throw new NotSupportedException();
}
