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
    // Batches of two models are under way during a swap; no model has more than this.
    private const int MostBatches = 256;

    /// <summary>Recordings: runs until every source has ended, the stop, or the first fault. Every frame is scored.</summary>
    /// <param name="sources">Lent for the call.</param>
    /// <param name="framesPerSource">How many frames each of them may have away at once.</param>
    /// <param name="model">Lent for the call.</param>
    /// <param name="events">When scores become events.</param>
    /// <param name="sinks">Lent for the call; finished when it returns, on a fault too.</param>
    /// <param name="overlay">Lent for the call.</param>
    /// <param name="metrics">Counts every frame.</param>
    /// <param name="stop">Ends the sources early; what they have given is still scored and written.</param>
    /// <exception cref="Exception">The first fault of any stage.</exception>
    public static async Task RunAsync(
        IReadOnlyList<IFrameSource> sources, int framesPerSource, DicnetModel model, EventOptions events,
        IReadOnlyList<IVerdictSink> sinks, Overlay overlay, PipelineMetrics metrics, CancellationToken stop)
    {
        var inFlight = sources.Count * framesPerSource;
        using var maps = new Pool<ScoreMap>(inFlight, () => new ScoreMap());
        using var models = new ModelSlot(model, live: false);
        using var detector = new Detector(events, maps, metrics, TimeProvider.System);
        var frames = Channel.CreateBounded<Frame>(inFlight);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] feeds = [.. sources.Select(s => Task.Run(() => s.RunAsync(frames.Writer, stopping.Token), CancellationToken.None))];
        await RunStagesAsync(
            [.. feeds, frames.Writer.Completing(() => Task.WhenAll(feeds))], frames.Reader, new Batcher(models, fill: true, metrics), detector, maps,
            new Renderer(sinks, overlay, detector.EndEvents, metrics.StageSeconds("render")), metrics,
            fault =>
            {
                frames.Writer.TryComplete(fault);
                return stopping.CancelAsync();       // sources may be waiting for a frame that will not come
            });
    }

    /// <summary>Live streams: runs until the queue is completed and empty, or the first fault. Sources come and go by themselves.</summary>
    /// <param name="queue">Gives the frames; completed with the fault when a stage fails.</param>
    /// <param name="models">The model at work. Lent for the call.</param>
    /// <param name="detector">Lent for the call; its maps are <paramref name="maps"/>.</param>
    /// <param name="maps">As many verdicts may be under way. Lent for the call.</param>
    /// <param name="sinks">Lent for the call; finished when it returns, on a fault too.</param>
    /// <param name="overlay">Lent for the call.</param>
    /// <param name="metrics">Counts every frame.</param>
    /// <exception cref="Exception">The first fault of any stage.</exception>
    public static Task ServeAsync(
        FrameQueue queue, ModelSlot models, Detector detector, Pool<ScoreMap> maps, IReadOnlyList<IVerdictSink> sinks, Overlay overlay, PipelineMetrics metrics) =>
        RunStagesAsync(
            [], queue.Reader, new Batcher(models, fill: false, metrics), detector, maps,
            new Renderer(sinks, overlay, detector.EndEvents, metrics.StageSeconds("render")), metrics,
            fault =>
            {
                queue.Complete(fault);
                return Task.CompletedTask;
            });

    private static async Task RunStagesAsync(
        Task[] feeds, ChannelReader<Frame> frames, Batcher batcher, Detector detector, Pool<ScoreMap> maps, Renderer renderer, PipelineMetrics metrics,
        Func<Exception, Task> stopFeeds)
    {
        var batches = Channel.CreateBounded<FrameBatch>(MostBatches);
        var running = Channel.CreateBounded<RunningBatch>(MostBatches);
        var verdicts = Channel.CreateBounded<Verdict>(maps.Size);
        var scorer = new Scorer(metrics);
        Task[] stages =
        [
            .. feeds,
            Task.Run(() => batcher.RunAsync(frames, batches.Writer), CancellationToken.None),
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
                await stopFeeds(fault);
                batches.Writer.TryComplete(fault);
                running.Writer.TryComplete(fault);
                verdicts.Writer.TryComplete(fault);
                batches.Reader.Drain();             // the batcher may be waiting for a batch that sits here
                await running.Reader.DrainAsync();
                verdicts.Reader.Drain();            // the detector may be waiting for a score map that sits here
            }
        }

        frames.Drain();                             // nobody reads any more: give everything back
        batches.Reader.Drain();
        await running.Reader.DrainAsync();
        verdicts.Reader.Drain();
        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }
}
