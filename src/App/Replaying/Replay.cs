using System.Diagnostics;
using DiCNet.App.Options;
using DiCNet.Inference;
using DiCNet.Ingest;
using DiCNet.Render;
using Prometheus;

namespace DiCNet.App.Replaying;

/// <summary>One recording through the pipeline, and everything that is written of it.</summary>
static class Replay
{
    /// <summary>Scores every frame of the input and writes video, logs, report, metrics and manifest.</summary>
    /// <param name="request">What to replay.</param>
    /// <param name="options">How.</param>
    /// <param name="model">Lent for the call.</param>
    /// <param name="begun">Told once the input is open: its source and its metrics.</param>
    /// <param name="stop">Ends the run early; what was read is scored and written, and the manifest says interrupted.</param>
    /// <returns>The manifest, as written.</returns>
    /// <exception cref="UserError">The input cannot be opened (nothing was written), or an output failed (the manifest says why).</exception>
    public static async Task<Manifest> RunAsync(
        ReplayRequest request, DicnetOptions options, DicnetModel model,
        Action<SourceInfo, StreamMetrics> begun, CancellationToken stop)
    {
        var registry = Metrics.NewCustomRegistry();
        var metrics = new PipelineMetrics(registry);
        var ingest = options.IngestFor(model);
        using var source = FrameSources.Open(request.Location, FrameSources.NameOf(request.Location), ingest, metrics, TimeProvider.System);
        var (info, stream) = (source.Info, metrics.Of(source.Info.Stream));
        var first = new Manifest
        {
            Input = new InputFacts(info.Location, info.Stream.Name, info.Width, info.Height, info.FramesPerSecond, info.AnnouncedFrames),
            Frames = stream.Counts(),
            Fingerprint = Fingerprint.Of(model, options.Events),
        };
        await using var outputs = new ReplayOutputs(request, info, options.Render);
        using var file = new ManifestFile(Path.Combine(request.Out, "manifest.json"), first);
        begun(info, stream);

        var watch = Stopwatch.StartNew();
        Exception? fault = null;
        try
        {
            await Pipeline.RunAsync(
                [source], ingest.FramesInFlight, model, options.Events, outputs.Sinks, outputs.Overlay, metrics, stop);
        }
        catch (Exception e)
        {
            fault = e;
        }

        var interrupted = stop.IsCancellationRequested;
        var counts = stream.Counts();
        var last = first with
        {
            Status = fault is not null ? RunStatus.Failed : interrupted ? RunStatus.Interrupted : RunStatus.Completed,
            Reason = fault?.Message ?? (interrupted ? "stopped by a signal" : null),
            Frames = counts,
            FramesMissing = fault is null && !interrupted ? Math.Max(0, (info.AnnouncedFrames ?? 0) - counts.Received) : 0,
            PtsRepaired = stream.RepairedPts,
            Events = stream.Events,
            ScoreSha256 = outputs.Digest.Value,
            EventsSha256 = outputs.Events.Sha256,
            WallSeconds = Math.Round(watch.Elapsed.TotalSeconds, 3),
            FramesPerSecond = Math.Round(counts.Scored / watch.Elapsed.TotalSeconds, 2),
        };
        file.Finish(last);
        try
        {
            outputs.WriteReport(last);
            await outputs.WriteMetricsAsync(registry);
        }
        catch (UserError) when (fault is not null)
        {
            // The disk is full already; the manifest says so.
        }

        return fault switch
        {
            null => last,
            UserError error => throw error,
            _ => throw new InvalidOperationException($"the replay of {request.Location} failed", fault),
        };
    }
}
