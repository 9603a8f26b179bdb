using System.Threading.Channels;
using Prometheus;

namespace DiCNet.Inference;

/// <summary>Stage: frames to batches. Pictures are brought to the model's size as they arrive, while the model works on the other batch.</summary>
/// <param name="models">Lends the batches of the model at work.</param>
/// <param name="fill">
/// True waits until a batch is full (recordings: the shape of every batch, and so every score, is the same in every run);
/// false hands over when no frame is waiting (live: no frame waits for another camera).
/// </param>
/// <param name="metrics">Observes sizes and durations.</param>
public sealed class Batcher(ModelSlot models, bool fill, PipelineMetrics metrics)
{
    private readonly Histogram.Child _seconds = metrics.StageSeconds("prepare");
    private readonly Histogram _sizes = metrics.BatchSize;

    /// <summary>Fills batches until no frame comes any more.</summary>
    public Task RunAsync(ChannelReader<Frame> frames, ChannelWriter<FrameBatch> output) => output.Completing(async () =>
    {
        FrameBatch? batch = null;
        try
        {
            while (await frames.WaitToReadAsync())
            {
                // The batch comes first: a frame is never held while waiting for one.
                batch ??= await models.RentAsync();
                while (batch is not null && frames.TryRead(out var frame))
                {
                    var started = TimeProvider.System.GetTimestamp();
                    batch.Take(frame);
                    _seconds.Observe(TimeProvider.System.GetElapsedTime(started).TotalSeconds);
                    if (batch.IsFull)
                    {
                        HandOver(ref batch);
                    }
                }

                if (!fill && batch is { Count: > 0 })
                {
                    HandOver(ref batch);
                }
                else if (batch is { Count: 0 })
                {
                    // Not held while waiting: its model may be about to go.
                    batch.Dispose();
                    batch = null;
                }
            }

            if (batch is { Count: > 0 })
            {
                HandOver(ref batch);
            }
        }
        finally
        {
            batch?.Dispose();
        }

        void HandOver(ref FrameBatch? batch)
        {
            var full = batch!;
            batch = null;
            _sizes.Observe(full.Count);
            output.HandOver(full);
        }
    });
}
