using System.Collections.Concurrent;
using System.Diagnostics;
using DiCNet.Inference;
using DiCNet.Render;
using OpenCvSharp;
using Prometheus;

namespace DiCNet.App.Benching;

/// <summary>The live path under synthetic cameras: ages, drops, shares and cost, each frame followed by the time code burnt into it.</summary>
/// <param name="model">Lent for the life of the bench.</param>
/// <param name="size">Of the pictures.</param>
sealed class LiveBench(DicnetModel model, Size size)
{
    private static readonly double[] s_shares = [0.5, 0.95, 0.99];
    private static readonly string[] s_stages = ["prepare", "inference", "detect", "render"];

    /// <summary>One run.</summary>
    /// <param name="sources">Streams.</param>
    /// <param name="framesPerSecond">Of each.</param>
    /// <param name="time">How long.</param>
    /// <param name="watched">Whether the first stream is watched by a viewer and recorded.</param>
    public async Task<LiveBenchRun> RunAsync(int sources, double framesPerSecond, TimeSpan time, bool watched)
    {
        var registry = Metrics.NewCustomRegistry();
        var metrics = new PipelineMetrics(registry);
        var queue = new FrameQueue();
        using var slot = new ModelSlot(model, live: true);
        var inFlight = (model.LiveBatchesInFlight * model.Options.Batch) + 2;
        using var maps = new Pool<ScoreMap>(inFlight, () => new ScoreMap());
        using var detector = new Detector(new EventOptions(), maps, metrics, TimeProvider.System);
        using var overlay = new Overlay(new RenderOptions());
        var ages = new AgeSink();
        await using var outputs = new StreamSinks();
        var folder = Directory.CreateTempSubdirectory("dicnet-bench-");
        try
        {
            var first = Name(0);
            var streamOutputs = new StreamOutputs(
                first, new OutputOptions { Record = watched ? folder.FullName : null, JpegQuality = 80 }, new RenderOptions(), () => framesPerSecond, new OutputMetrics(registry), TimeProvider.System);
            await outputs.PutAsync(first, streamOutputs);
            var cameras = Enumerable.Range(0, sources)
                .Select(i => new SyntheticSource(i, size, framesPerSecond, (2 * inFlight) + 2, metrics.Of(Name(i)), queue)).ToList();
            using var stop = new CancellationTokenSource();
            var serving = Task.Run(() => Pipeline.ServeAsync(queue, slot, detector, maps, [ages, outputs], overlay, metrics));
            var (cpu, began) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.GetTimestamp());
            var viewer = watched ? streamOutputs.View.Watch(ViewKind.Overlay) : null;
            var viewing = viewer is null ? Task.FromResult(new List<(TimeCode? Code, TimeSpan At)>()) : Task.Run(() => ViewAsync(viewer, began));
            var running = cameras.Select(c => Task.Run(() => c.RunAsync(began, stop.Token))).ToList();
            await Task.Delay(time);
            await stop.CancelAsync();
            await Task.WhenAll(running);
            var wall = Stopwatch.GetElapsedTime(began);
            var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            queue.Complete();
            await serving;
            await outputs.RemoveAsync(first, []);
            viewer?.Dispose();
            var seen = await viewing;
            var busy = s_stages.ToDictionary(s => s, s => metrics.StageSeconds(s).Sum);
            var counts = Enumerable.Range(0, sources).Select(i => metrics.Of(Name(i)).Counts()).ToList();
            var painting = cameras.Sum(c => c.Painting.TotalSeconds);
            cameras.ForEach(c => c.Dispose());
            var lanes = model.Options.EffectiveConcurrency;
            var mean = counts.Average(c => (double)c.Scored);
            var shares = busy.ToDictionary(b => b.Key, b => b.Value / wall.TotalSeconds / (b.Key == "inference" ? lanes : 1));
            var bottleneck = shares.MaxBy(s => s.Value);
            return new LiveBenchRun
            {
                Sources = sources,
                FramesPerSecond = framesPerSecond,
                Seconds = wall.TotalSeconds,
                Sent = counts.Sum(c => c.Received),
                Scored = counts.Sum(c => c.Scored),
                Dropped = counts.SelectMany(c => c.Dropped).GroupBy(d => d.Key).ToDictionary(g => g.Key.ToString(), g => g.Sum(d => d.Value)),
                Conserved = counts.TrueForAll(c => c.Conserved),
                ScoringMs = Percentiles([.. ages.Ages]),
                ViewerMs = Percentiles([.. seen.Where(s => s.Code is not null).Select(s => (s.At - s.Code!.Value.At).TotalMilliseconds)]),
                ViewerCodes = (seen.Count(s => s.Code is not null), seen.Count),
                RecordedCodes = Recorded(folder),
                RunMs = 1000 * busy["inference"] / Math.Max(1, metrics.StageSeconds("inference").Count),
                ModelBusy = shares["inference"],
                OverheadPercent = 100 * Math.Max(0, used.TotalSeconds - painting - (busy["inference"] * model.Options.EffectiveThreads)) / wall.TotalSeconds / sources,
                CpuBusy = used.TotalSeconds / wall.TotalSeconds / Environment.ProcessorCount,
                FairShare = (counts.Min(c => c.Scored) / mean, counts.Max(c => c.Scored) / mean),
                Bottleneck = (bottleneck.Key, bottleneck.Value),
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static StreamId Name(int i) => new($"bench-{i:D3}");

    private static async Task<List<(TimeCode? Code, TimeSpan At)>> ViewAsync(Viewer viewer, long began)
    {
        var seen = new List<(TimeCode?, TimeSpan)>();
        while (await viewer.Pictures.WaitToReadAsync())
        {
            while (viewer.Pictures.TryRead(out var jpeg))
            {
                var at = Stopwatch.GetElapsedTime(began);
                using var picture = Cv2.ImDecode(jpeg, ImreadModes.Color);
                seen.Add((TimeCode.TryRead(picture, out var code) ? code : null, at));
            }
        }

        return seen;
    }

    private static (int Read, int Came) Recorded(DirectoryInfo folder)
    {
        var (read, came) = (0, 0);
        foreach (var segment in folder.EnumerateFiles("*.mp4"))
        {
            using var capture = new VideoCapture(segment.FullName, VideoCaptureAPIs.FFMPEG);
            using var picture = new Mat();
            while (capture.Read(picture))
            {
                came++;
                read += TimeCode.TryRead(picture, out _) ? 1 : 0;
            }
        }

        return (read, came);
    }

    private static double[] Percentiles(double[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? [] : [.. s_shares.Select(p => values[Math.Min(values.Length - 1, (int)Math.Ceiling(p * values.Length) - 1)])];
    }

    /// <summary>Takes the age of every frame at its verdict.</summary>
    private sealed class AgeSink : IVerdictSink
    {
        public ConcurrentQueue<double> Ages { get; } = [];

        public ValueTask WriteAsync(Verdict verdict, Overlay overlay)
        {
            Ages.Enqueue(Stopwatch.GetElapsedTime(verdict.Frame.CapturedAt).TotalMilliseconds);
            return ValueTask.CompletedTask;
        }

        public ValueTask FinishAsync(IReadOnlyList<AnomalyEvent> last) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
