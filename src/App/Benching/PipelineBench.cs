using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using DiCNet.App.Options;
using DiCNet.App.Replaying;
using DiCNet.Inference;
using DiCNet.Ingest;
using DiCNet.Render;
using Prometheus;

namespace DiCNet.App.Benching;

/// <summary>The whole path against its parts, taking turns in one process.</summary>
static class PipelineBench
{
    /// <summary>Measures; writes to a temporary folder only.</summary>
    public static async Task<PipelineBenchResult> RunAsync(string clip, DicnetOptions options, int rounds, int loops)
    {
        var bundle = ModelBundle.Open(options.Model, options.Inference);
        using var model = ThreadTuner.Load(bundle, options.Inference);
        var ingest = options.IngestFor(model);
        var folder = Directory.CreateTempSubdirectory("dicnet-bench-");
        try
        {
            var frames = await DecodeAsync(clip, ingest);
            using var session = new SessionLoop(model);
            await PathAsync(clip, options, model, folder.FullName, video: false);          // warms code and memory
            var (bare, decode, path, video, one, two) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                bare.Add(session.Run(frames));
                decode.Add(Rate(frames, await TimeAsync(() => DecodeAsync(clip, ingest))));
                path.Add(Rate(frames, await TimeAsync(() => PathAsync(clip, options, model, folder.FullName, video: false))));
                video.Add(Rate(frames, await TimeAsync(() => PathAsync(clip, options, model, folder.FullName, video: true))));
                one.Add(Rate(frames, await TimeAsync(() => StreamsAsync(clip, 1, options, model))));
                two.Add(Rate(2 * frames, await TimeAsync(() => StreamsAsync(clip, 2, options, model))));
            }

            var bytes = await SteadyAllocationAsync(clip, options, model, folder.FullName, frames);
            var rss = new List<double>();
            for (var loop = 0; loop < loops; loop++)
            {
                await PathAsync(clip, options, model, folder.FullName, video: false);
                rss.Add(MemoryMb("VmRSS"));
            }

            return new PipelineBenchResult
            {
                Clip = Path.GetFileName(clip),
                Cpu = Fingerprint.CpuName(),
                Frames = frames,
                Rounds = rounds,
                Concurrency = model.Options.EffectiveConcurrency,
                Threads = model.Options.EffectiveThreads,
                Batch = options.Inference.Batch,
                SessionFps = Round(bare.Median()),
                DecodeFps = Round(decode.Median()),
                ScorePathFps = Round(path.Median()),
                WithVideoFps = Round(video.Median()),
                ScorePathToSessionRatio = Round(path.Zip(bare, (p, b) => p / b).Median()),
                WithVideoToSessionRatio = Round(video.Zip(bare, (v, b) => v / b).Median()),
                OneStreamFps = Round(one.Median()),
                TwoStreamsFps = Round(two.Median()),
                TwoStreamsToOneRatio = Round(two.Zip(one, (t, o) => t / o).Median()),
                ManagedBytesPerFrame = Round(bytes),
                Loops = loops,
                RssFirstLoopMb = Round(rss[0]),
                RssLastLoopMb = Round(rss[^1]),
                PeakRssMb = Round(MemoryMb("VmHWM")),
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Decodes the clip and nothing else; gives the number of frames.</summary>
    private static async Task<int> DecodeAsync(string clip, SourceOptions ingest)
    {
        var metrics = new PipelineMetrics(Metrics.NewCustomRegistry());
        using var source = FrameSources.Open(clip, FrameSources.NameOf(clip), ingest, metrics, TimeProvider.System);
        var frames = Channel.CreateBounded<Frame>(ingest.FramesInFlight);
        var feed = frames.Writer.Completing(() => Task.Run(() => source.RunAsync(frames.Writer, CancellationToken.None)));
        var count = 0;
        while (await frames.Reader.WaitToReadAsync())
        {
            while (frames.Reader.TryRead(out var frame))
            {
                frame.Dispose();
                count++;
            }
        }

        await feed;
        return count;
    }

    private static async Task PathAsync(string clip, DicnetOptions options, DicnetModel model, string folder, bool video) =>
        await Replay.RunAsync(new ReplayRequest(clip, folder, video), options, model, (_, _) => { }, CancellationToken.None);

    /// <summary>Scores the clip as several streams at once, through one model and into no sink.</summary>
    private static async Task StreamsAsync(string clip, int streams, DicnetOptions options, DicnetModel model)
    {
        var metrics = new PipelineMetrics(Metrics.NewCustomRegistry());
        var ingest = options.IngestFor(model);
        List<IFrameSource> sources = [];
        try
        {
            for (var i = 0; i < streams; i++)
            {
                sources.Add(FrameSources.Open(clip, new StreamId($"stream-{i}"), ingest, metrics, TimeProvider.System));
            }

            using var overlay = new Overlay(options.Render);
            await Pipeline.RunAsync(sources, ingest.FramesInFlight, model, options.Events, [], overlay, metrics, CancellationToken.None);
        }
        finally
        {
            sources.ForEach(s => s.Dispose());
        }
    }

    /// <summary>
    /// Managed bytes per frame between the first fifth of the clip and its last frame: what a run allocates once is not in it, nor are the
    /// pictures that the report keeps of an event's peak, some 100 kB per event.
    /// </summary>
    private static async Task<double> SteadyAllocationAsync(
        string clip, DicnetOptions options, DicnetModel model, string folder, int frames)
    {
        var metrics = new PipelineMetrics(Metrics.NewCustomRegistry());
        var ingest = options.IngestFor(model);
        using var source = FrameSources.Open(clip, FrameSources.NameOf(clip), ingest, metrics, TimeProvider.System);
        await using var outputs = new ReplayOutputs(new ReplayRequest(clip, folder, Video: false), source.Info, options.Render);
        await using var probe = new AllocationProbe(frames / 5, frames - 1);
        outputs.Sinks.RemoveAll(s => s is ReportSink);
        outputs.Sinks.Add(probe);
        await Pipeline.RunAsync(
            [source], ingest.FramesInFlight, model, options.Events, outputs.Sinks, outputs.Overlay, metrics, CancellationToken.None);
        return probe.BytesPerFrame;
    }

    private static double MemoryMb(string field) => double.Parse(
        File.ReadLines("/proc/self/status").First(l => l.StartsWith(field, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024;

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed;
    }

    private static double Rate(int frames, TimeSpan time) => frames / time.TotalSeconds;

    private static double Round(double value) => Math.Round(value, 3);
}
