using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using DiCNet.Inference;
using DiCNet.Ingest;
using DiCNet.Render;

namespace DiCNet.App;

/// <summary>The topology: pools, channels, stages, fault and drain.</summary>
/// <remarks>
/// <code>
/// source -> [frames] -> Batcher -> [batches] -> Scorer -> [running] -> Detector -> [verdicts] -> Renderer -> sinks; Dispose sends pixels home
/// </code>
/// A stage that fails completes its output with the fault. The first fault stops the sources, closes every channel, and is
/// thrown when all stages have ended and every buffer is home.
/// </remarks>
static class Pipeline
{
    /// <summary>Runs until every source has ended, the stop, or the first fault.</summary>
    /// <param name="sources">Lent for the call.</param>
    /// <param name="framesPerSource">How many frames each of them may have away at once.</param>
    /// <param name="model">Lent for the call.</param>
    /// <param name="threshold">The alarm level.</param>
    /// <param name="events">When scores become events.</param>
    /// <param name="sinks">Lent for the call; finished when it returns, on a fault too.</param>
    /// <param name="overlay">Lent for the call.</param>
    /// <param name="metrics">Counts every frame.</param>
    /// <param name="stop">Ends the sources early; what they have given is still scored and written.</param>
    /// <exception cref="Exception">The first fault of any stage.</exception>
    public static async Task RunAsync(
        IReadOnlyList<IFrameSource> sources, int framesPerSource, DicnetModel model, Threshold threshold, EventOptions events,
        IReadOnlyList<IVerdictSink> sinks, Overlay overlay, PipelineMetrics metrics, CancellationToken stop)
    {
        var inFlight = sources.Count * framesPerSource;
        var grid = model.Bundle.Card.Output("score");
        using var maps = new Pool<ScoreMap>(inFlight, () => new ScoreMap(grid.Height, grid.Width));
        using var batchPool = new Pool<FrameBatch>(model.BatchesInFlight, model.NewBatch);
        var frames = Channel.CreateBounded<Frame>(inFlight);
        var batches = Channel.CreateBounded<FrameBatch>(batchPool.Size);
        var running = Channel.CreateBounded<RunningBatch>(batchPool.Size);
        var verdicts = Channel.CreateBounded<Verdict>(inFlight);

        using var detector = new Detector(model.Bundle.Digest, threshold, events, maps, metrics, TimeProvider.System);
        using var scorer = new Scorer(model, metrics);
        var batcher = new Batcher(batchPool, fill: true, metrics);
        var renderer = new Renderer(sinks, overlay, detector.EndEvents, metrics.StageSeconds("render"));

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] feeds = [.. sources.Select(s => Task.Run(() => s.RunAsync(frames.Writer, stopping.Token), CancellationToken.None))];
        Task[] stages =
        [
            .. feeds,
            frames.Writer.Completing(() => Task.WhenAll(feeds)),
            Task.Run(() => batcher.RunAsync(frames.Reader, batches.Writer), CancellationToken.None),
            Task.Run(() => scorer.RunAsync(batches.Reader, running.Writer), CancellationToken.None),
            Task.Run(() => detector.RunAsync(running.Reader, verdicts.Writer), CancellationToken.None),
            Task.Run(() => renderer.RunAsync(verdicts.Reader), CancellationToken.None),
        ];

        Exception? fault = null;
        await foreach (var ended in Task.WhenEach(stages))
        {
            if (fault is null && ended.Exception is { } e)
            {
                fault = e.InnerException!;
                await stopping.CancelAsync();       // sources may be waiting for a frame that will not come
                frames.Writer.TryComplete(fault);
                batches.Writer.TryComplete(fault);
                running.Writer.TryComplete(fault);
                verdicts.Writer.TryComplete(fault);
                batches.Reader.Drain();             // the batcher may be waiting for a batch that sits here
                await running.Reader.DrainAsync();
            }
        }

        frames.Reader.Drain();                      // nobody reads any more: give everything back
        batches.Reader.Drain();
        await running.Reader.DrainAsync();
        verdicts.Reader.Drain();
        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }
}
