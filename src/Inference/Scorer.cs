using System.Threading.Channels;
using Prometheus;

namespace DiCNet.Inference;

/// <summary>Stage: has each batch scored by its model, which works on as many at once as its options say, and hands them on in the order they came.</summary>
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
                var running = new RunningBatch(batch, _seconds);
                batch.Model.Start(running);
                if (!output.TryWrite(running))
                {
                    await running.DisposeAsync();
                    throw new ChannelClosedException();
                }
            }
        }
    });
}
