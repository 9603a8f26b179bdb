using DiCNet.App.Options;
using DiCNet.Ingest;
using DiCNet.Render;

namespace DiCNet.App.Live;

/// <summary>One stream of the running system: its source, its outputs and its counts.</summary>
sealed class LiveStream
{
    public StreamId Id => throw new NotSupportedException();

    public StreamOptions Options => throw new NotSupportedException();

    public SourceStatus Status => throw new NotSupportedException();

    public LiveView View => throw new NotSupportedException();

    /// <summary>Where its frames went.</summary>
    public FrameCounts Counts => throw new NotSupportedException();

    /// <summary>What the page shows of it beside the state; null before its first verdict.</summary>
    public StreamReadings? Readings => throw new NotSupportedException();
}
