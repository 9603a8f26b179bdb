using System.Threading.Channels;
using Prometheus;

namespace DiCNet.Inference;

/// <summary>Stage: runs the model on as many batches at once as its options say, and hands them on in the order they came.</summary>
/// <param name="model">Scores the batches. Lent for the life of the scorer.</param>
/// <param name="metrics">Observes durations.</param>
public sealed class Scorer(DicnetModel model, PipelineMetrics metrics) : IDisposable
{
    private readonly SemaphoreSlim _free = new(model.Options.EffectiveConcurrency);
    private readonly Histogram.Child _seconds = metrics.StageSeconds("inference");

    /// <summary>Starts a run per batch until no batch comes any more.</summary>
    public Task RunAsync(ChannelReader<FrameBatch> batches, ChannelWriter<RunningBatch> output) => output.Completing(async () =>
    {
        while (await batches.WaitToReadAsync())
        {
            while (batches.TryRead(out var batch))
            {
                await _free.WaitAsync();
                var running = new RunningBatch(batch, Task.Run(() => Score(batch)));
                if (!output.TryWrite(running))
                {
                    await running.DisposeAsync();
                    throw new ChannelClosedException();
                }
            }
        }
    });

    /// <summary>To be called when no batch is with the model any more.</summary>
    public void Dispose() => _free.Dispose();

    private void Score(FrameBatch batch)
    {
        try
        {
            var started = TimeProvider.System.GetTimestamp();
            model.Score(batch);
            _seconds.Observe(TimeProvider.System.GetElapsedTime(started).TotalSeconds);
        }
        finally
        {
            _free.Release();
        }
    }
}
