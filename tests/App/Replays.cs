using DiCNet.App;
using DiCNet.App.Options;
using DiCNet.App.Replaying;
using DiCNet.Inference;
using DiCNet.Ingest;
using DiCNet.Render;
using Prometheus;
using Xunit;

namespace DiCNet.Tests.App;

/// <summary>The shipped model, loaded once per batch size and number of runs side by side, and replays through it.</summary>
public sealed class Replays : IDisposable
{
    private readonly Dictionary<(int Batch, int Concurrency), DicnetModel> _models = [];

    internal static string Clip { get; } = Repository.Path("samples", "camvid-cyclists.mp4");

    internal DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("dicnet-replays-");

    public void Dispose()
    {
        foreach (var model in _models.Values)
        {
            model.Dispose();
        }

        Folder.Delete(recursive: true);
    }

    internal DicnetModel Model(int batch = 1, int concurrency = 2)
    {
        if (!_models.TryGetValue((batch, concurrency), out var model))
        {
            var bundle = ModelBundle.Open(ShippedBundle.Folder);
            _models[(batch, concurrency)] = model = DicnetModel.Load(bundle, new InferenceOptions { Batch = batch, Concurrency = concurrency, Threads = 1 });
        }

        return model;
    }

    /// <summary>The first frames of the shipped clip.</summary>
    internal string Start(int frames) => Clips.Make(Folder, $"start-{frames}.mp4", "-i", Clip, "-frames:v", $"{frames}", "-c:v", "copy");

    internal async Task<Manifest> ReplayAsync(string location, string name, int batch = 1, bool video = false, int concurrency = 2)
    {
        var options = new DicnetOptions();
        var model = Model(batch, concurrency);
        var request = new ReplayRequest(location, Path.Combine(Folder.FullName, name), video);
        return await Replay.RunAsync(request, options, model, (_, _) => { }, TestContext.Current.CancellationToken);
    }

    /// <summary>Runs the pipeline itself over any sources and sinks.</summary>
    internal async Task RunAsync(IFrameSource source, PipelineMetrics metrics, CancellationToken stop, params IVerdictSink[] sinks)
    {
        using var overlay = new Overlay(new RenderOptions());
        await Pipeline.RunAsync([source], 4, Model(), new EventOptions(), sinks, overlay, metrics, stop);
    }

    internal static IFrameSource Open(string location, out PipelineMetrics metrics)
    {
        metrics = new PipelineMetrics(Metrics.NewCustomRegistry());
        return FrameSources.Open(location, FrameSources.NameOf(location), new SourceOptions(), metrics, TimeProvider.System);
    }

    /// <summary>Looks at every verdict.</summary>
    internal sealed class Look(Action<Verdict> look) : IVerdictSink
    {
        public bool Finished { get; private set; }

        public ValueTask WriteAsync(Verdict verdict, Overlay overlay)
        {
            look(verdict);
            return ValueTask.CompletedTask;
        }

        public ValueTask FinishAsync(IReadOnlyList<AnomalyEvent> last)
        {
            Assert.False(Finished);
            Finished = true;
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
