using DiCNet.Ingest;
using DiCNet.Render;
using Prometheus;

namespace DiCNet.App.Replaying;

/// <summary>Everything that a replay writes besides its manifest, in one folder.</summary>
sealed class ReplayOutputs : IAsyncDisposable
{
    private readonly ReplayRequest _request;
    private readonly ReportSink _report = new();

    /// <summary>Opens the outputs; old ones of the same names are replaced.</summary>
    /// <exception cref="UserError">The folder cannot be written, the video would overwrite the input, or there is no encoder.</exception>
    public ReplayOutputs(ReplayRequest request, SourceInfo info, RenderOptions options)
    {
        _request = request;
        if (request.Video)
        {
            if (System.IO.Path.GetFullPath(request.Location) == Path("annotated.mp4"))
            {
                throw new UserError("the marked video would overwrite its own input", request.Location, "choose another folder by --out");
            }

            Sinks.Add(new VideoFileSink(Path("annotated.mp4"), info.FramesPerSecond, options));
        }

        try
        {
            Directory.CreateDirectory(request.Out);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(Path("manifest.json"), e);
        }

        Events = new EventLogSink(Path("events.jsonl"));
        Sinks.AddRange([Events, new ScoreLogSink(Path("scores.csv")), Digest, _report]);
        Overlay = new Overlay(options);
    }

    /// <summary>All sinks, in the order they are written.</summary>
    public List<IVerdictSink> Sinks { get; } = [];

    /// <summary>Draws for them.</summary>
    public Overlay Overlay { get; }

    /// <summary>The event log among them.</summary>
    public EventLogSink Events { get; }

    /// <summary>The digest among them.</summary>
    public ScoreDigest Digest { get; } = new();

    /// <summary>The error of an output folder that cannot be written.</summary>
    public static UserError NotWritable(string file, Exception e) => new(
        $"the output folder cannot be written ({e.Message})", System.IO.Path.GetDirectoryName(file)!, "choose another one by --out, or free space there", e);

    /// <summary>Writes report.html.</summary>
    /// <exception cref="UserError">It cannot be written.</exception>
    public void WriteReport(Manifest manifest)
    {
        var (input, print) = (manifest.Input, manifest.Fingerprint);
        ReportPage.Write(Path("report.html"), input.Stream, manifest.Reason,
        [
            ("Input", $"{input.Location}, {input.Width} x {input.Height}, {input.FramesPerSecond:g6} frames/s"),
            ("Frames", FormattableString.Invariant($"{manifest.Frames.Received} received, {manifest.Frames.Scored} scored, {manifest.Frames.Lost} lost, {manifest.FramesMissing} announced and not decodable")),
            ("Speed", FormattableString.Invariant($"{manifest.FramesPerSecond} frames/s, {manifest.WallSeconds} s in all")),
            ("Model", print.Bundle),
            ("Threshold", print.Threshold == "card" ? "99.5 % quantile of known pixels, from the model's card" : print.Threshold),
            ("Provider", $"{print.Provider}, {print.Threads} threads, batch {print.Batch[0]}"),
            ("Processor", print.Cpu),
            ("Build", $"{print.Build}, {print.Runtime}, {print.Decoder}"),
            ("Scores, SHA-256", manifest.ScoreSha256 ?? ""),
            ("Events, SHA-256", manifest.EventsSha256 ?? ""),
        ], _report);
    }

    /// <summary>Writes metrics.prom: the run's series, as node_exporter's textfile collector reads them.</summary>
    /// <exception cref="UserError">It cannot be written.</exception>
    public async Task WriteMetricsAsync(CollectorRegistry registry)
    {
        try
        {
            await using var file = File.Create(Path("metrics.prom"));
            await registry.CollectAndExportAsTextAsync(file);
        }
        catch (IOException e)
        {
            throw NotWritable(Path("metrics.prom"), e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var sink in Sinks)
        {
            await sink.DisposeAsync();
        }

        Overlay.Dispose();
    }

    private string Path(string name) => System.IO.Path.Combine(_request.Out, name);
}
