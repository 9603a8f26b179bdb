using System.Diagnostics;
using Prometheus;

namespace DiCNet.Inference;

/// <summary>A batch that the model works on, or has worked on.</summary>
/// <param name="batch">Owned; not to be touched before the scoring has ended.</param>
/// <param name="seconds">Observes how long the run takes. Lent.</param>
public sealed class RunningBatch(FrameBatch batch, Histogram.Child seconds) : IAsyncDisposable
{
    private readonly TaskCompletionSource _scoring = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The batch; lent until this is disposed.</summary>
    public FrameBatch Batch => batch;

    /// <summary>Ends when the batch has its scores, or with the fault of the model.</summary>
    public Task Scoring => _scoring.Task;

    /// <summary>Waits for the model to let go of the batch, then gives it back.</summary>
    public async ValueTask DisposeAsync()
    {
        await Scoring.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        batch.Dispose();
    }

    /// <summary>Scores the batch.</summary>
    internal void Run()
    {
        try
        {
            var started = Stopwatch.GetTimestamp();
            batch.Model.Score(batch);
            seconds.Observe(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        catch (Exception e)
        {
            _scoring.SetException(e);
            return;
        }

        _scoring.SetResult();
    }
}
