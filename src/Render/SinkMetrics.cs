using Prometheus;

namespace DiCNet.Render;

/// <summary>The counts of one output of one stream.</summary>
/// <param name="all">The instruments they belong to.</param>
/// <param name="stream">The stream.</param>
/// <param name="sink">Name of the output.</param>
sealed class SinkMetrics(OutputMetrics all, StreamId stream, string sink)
{
    private readonly Counter.Child _written = all.Writes.WithLabels(stream.Name, sink, "written");
    private readonly Counter.Child _dropped = all.Writes.WithLabels(stream.Name, sink, "dropped");
    private readonly Counter.Child _failed = all.Writes.WithLabels(stream.Name, sink, "failed");
    private readonly Histogram.Child _age = all.Age.WithLabels(sink);

    /// <summary>What went out.</summary>
    public long Written => (long)_written.Value;

    /// <summary>What did not.</summary>
    public long Lost => (long)(_dropped.Value + _failed.Value);

    /// <summary>It went out.</summary>
    /// <param name="age">From capture.</param>
    public void CountWritten(TimeSpan age)
    {
        _written.Inc();
        _age.Observe(age.TotalSeconds);
    }

    /// <summary>The queue leaked it, or it made room.</summary>
    public void CountDropped() => _dropped.Inc();

    /// <summary>Writing it failed.</summary>
    public void CountFailed() => _failed.Inc();
}
