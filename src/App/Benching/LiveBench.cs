using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using DiCNet.Inference;
using DiCNet.Render;
using OpenCvSharp;
using Prometheus;

namespace DiCNet.App.Benching;

/// <summary>The live path under synthetic cameras: ages, drops, shares and cost, each frame followed by the time code burnt into it.</summary>
/// <param name="model">Lent for the life of the bench.</param>
/// <param name="size">Of the pictures.</param>
sealed partial class LiveBench(DicnetModel model, Size size)
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
            var (cpu, began) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            var viewer = watched ? streamOutputs.View.Watch(ViewKind.Overlay) : null;
            var viewing = viewer is null ? Task.FromResult(new Seen([], TimeSpan.Zero)) : Task.Run(() => ViewAsync(viewer, began));
            var running = cameras.Select(c => Task.Run(() => c.RunAsync(began, stop.Token))).ToList();
            await Task.Delay(time);
            var steady = ages.Ages.ToArray();       // what waits at the end is scored, but no fresher frame takes its place any more
            await stop.CancelAsync();
            await Task.WhenAll(running);
            var wall = Stopwatch.GetElapsedTime(began);
            var used = Environment.CpuUsage.TotalTime - cpu;
            queue.Complete();
            await serving;
            await outputs.RemoveAsync(first, []);
            viewer?.Dispose();
            var seen = await viewing;
            var busy = s_stages.ToDictionary(s => s, s => metrics.StageSeconds(s).Sum);
            var counts = Enumerable.Range(0, sources).Select(i => metrics.Of(Name(i)).Counts()).ToList();
            // Painting stands for decoding; reading codes, and the model itself, are not what is asked for either.
            var others = cameras.Sum(c => c.Painting.TotalSeconds) + seen.Reading.TotalSeconds + (busy["inference"] * model.Options.EffectiveThreads);
            var recorded = watched ? await BucketsAsync(registry) : [];
            cameras.ForEach(c => c.Dispose());
            var lanes = model.Options.EffectiveConcurrency;
            var mean = counts.Average(c => (double)c.Scored);
            var shares = busy.ToDictionary(b => b.Key, b => b.Value / wall.TotalSeconds / (b.Key == "inference" ? lanes : 1));
            shares["processors"] = used.TotalSeconds / wall.TotalSeconds / Environment.ProcessorCount;
            var bottleneck = shares.MaxBy(s => s.Value);
            var (pictures, codes) = Recorded(folder);
            return new LiveBenchRun
            {
                Sources = sources,
                FramesPerSecond = framesPerSecond,
                Seconds = wall.TotalSeconds,
                Sent = counts.Sum(c => c.Received),
                Scored = counts.Sum(c => c.Scored),
                Dropped = counts.SelectMany(c => c.Dropped).GroupBy(d => d.Key).ToDictionary(g => g.Key.ToString(), g => g.Sum(d => d.Value)),
                Conserved = counts.TrueForAll(c => c.Conserved),
                ScoringMs = Percentiles(steady),
                ViewerMs = Percentiles([.. seen.Pictures.Where(s => s.Code is not null).Select(s => (s.At - s.Code!.Value.At).TotalMilliseconds)]),
                ViewerPictures = seen.Pictures.Count,
                ViewerCodes = seen.Pictures.Count(s => s.Code is not null),
                RecordedMs = recorded,
                RecordedPictures = pictures,
                RecordedCodes = codes,
                RunMs = 1000 * busy["inference"] / Math.Max(1, metrics.StageSeconds("inference").Count),
                ModelBusy = shares["inference"],
                OverheadPercent = 100 * Math.Max(0, used.TotalSeconds - others) / wall.TotalSeconds / sources,
                CpuBusy = shares["processors"],
                LeastShare = counts.Min(c => c.Scored) / mean,
                MostShare = counts.Max(c => c.Scored) / mean,
                Bottleneck = bottleneck.Key,
                BottleneckBusy = bottleneck.Value,
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static StreamId Name(int i) => new($"bench-{i:D3}");

    private static async Task<Seen> ViewAsync(Viewer viewer, long began)
    {
        var (seen, reading) = (new List<(TimeCode?, TimeSpan)>(), TimeSpan.Zero);
        while (await viewer.Pictures.WaitToReadAsync())
        {
            while (viewer.Pictures.TryRead(out var jpeg))
            {
                var at = Stopwatch.GetElapsedTime(began);
                using var picture = Cv2.ImDecode(jpeg, ImreadModes.Color);
                seen.Add((TimeCode.TryRead(picture, out var code) ? code : null, at));
                reading += Stopwatch.GetElapsedTime(began) - at;
            }
        }

        return new Seen(seen, reading);
    }

    private static (int Pictures, int Codes) Recorded(DirectoryInfo folder)
    {
        var (pictures, codes) = (0, 0);
        foreach (var segment in folder.EnumerateFiles("*.mp4"))
        {
            using var capture = new VideoCapture(segment.FullName, VideoCaptureAPIs.FFMPEG);
            using var picture = new Mat();
            while (capture.Read(picture))
            {
                pictures++;
                codes += TimeCode.TryRead(picture, out _) ? 1 : 0;
            }
        }

        return (pictures, codes);
    }

    // Ages at the recording, in ms, as the upper edges of the buckets that hold them.
    private static async Task<double[]> BucketsAsync(CollectorRegistry registry)
    {
        using var memory = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(memory);
        var buckets = new List<(double Edge, double Count)>();
        foreach (Match bucket in RecordBucket().Matches(Encoding.UTF8.GetString(memory.ToArray())))
        {
            var edge = bucket.Groups["edge"].Value;
            buckets.Add((edge == "+Inf" ? double.PositiveInfinity : 1000 * double.Parse(edge), double.Parse(bucket.Groups["count"].Value)));
        }

        return buckets is not [.., (_, > 0 and var all)] ? [] : [.. s_shares.Select(p => buckets.First(b => b.Count >= p * all).Edge)];
    }

    [GeneratedRegex("""dicnet_sink_age_seconds_bucket\{sink="record",le="(?<edge>[^"]+)"\} (?<count>\S+)""", RegexOptions.NonBacktracking)]
    private static partial Regex RecordBucket();

    private static double[] Percentiles(double[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? [] : [.. s_shares.Select(p => values[Math.Min(values.Length - 1, (int)Math.Ceiling(p * values.Length) - 1)])];
    }

    /// <summary>What a viewer saw.</summary>
    /// <param name="Pictures">Their time codes, where one could be read, and when they came.</param>
    /// <param name="Reading">Time that reading the codes took.</param>
    private sealed record Seen(IReadOnlyList<(TimeCode? Code, TimeSpan At)> Pictures, TimeSpan Reading);

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
