using System.Collections.Concurrent;
using DiCNet.Render;

namespace DiCNet.App.Live;

/// <summary>Takes the readings of every verdict: per stream for the page, over all for drift and the alarm rate.</summary>
/// <param name="streams">The streams, which come and go.</param>
/// <param name="model">Its drift is measured.</param>
/// <param name="alarms">Alarmed area against the promised one.</param>
sealed class LiveSink(ConcurrentDictionary<StreamId, LiveStream> streams, LiveModel model, AlarmRate alarms) : IVerdictSink
{
    /// <summary>When the last verdict came, as <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long LastVerdictAt { get; private set; } = TimeProvider.System.GetTimestamp();

    /// <inheritdoc/>
    public ValueTask WriteAsync(Verdict verdict, Overlay overlay)
    {
        LastVerdictAt = TimeProvider.System.GetTimestamp();
        if (streams.TryGetValue(verdict.Frame.Stream, out var stream))
        {
            stream.See(verdict);
        }

        if (verdict.Frame.Quality == FrameQuality.Good)
        {
            model.Drift.Add(verdict.Scores.Raw);
            alarms.Add(verdict.Frame.Stream, verdict.Summary.AlarmedArea);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask FinishAsync(IReadOnlyList<AnomalyEvent> last) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
