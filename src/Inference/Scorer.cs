using System.Threading.Channels;
using Prometheus;

namespace DiCNet.Inference;

/// <summary>Stage: runs the model of each batch, on as many at once as the model's options say, and hands them on in the order they came.</summary>
/// <param name="metrics">Observes durations.</param>
public sealed class Scorer(PipelineMetrics metrics)
{
    private readonly Histogram.Child _seconds = metrics.StageSeconds("inference");

    /// <summary>Starts a run per batch until no batch comes any more.</summary>
    public Task RunAsync(ChannelReader<FrameBatch> batches, ChannelWriter<RunningBatch> output) => output.Completing(async () =>
    {
        while (await batches.WaitToReadAsync())
        {
            while (batches.TryRead(out var batch))
            {
                await batch.Model.Free.WaitAsync();
                var running = new RunningBatch(batch, Task.Run(() => Score(batch)));
                if (!output.TryWrite(running))
                {
                    await running.DisposeAsync();
                    throw new ChannelClosedException();
                }
            }
        }
    });

    private void Score(FrameBatch batch)
    {
        try
        {
            var started = TimeProvider.System.GetTimestamp();
            batch.Model.Score(batch);
            _seconds.Observe(TimeProvider.System.GetElapsedTime(started).TotalSeconds);
        }
        finally
        {
            batch.Model.Free.Release();
        }
    }
}
