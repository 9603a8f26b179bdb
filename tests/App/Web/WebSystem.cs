using DiCNet.App.Live;
using DiCNet.App.Options;
using DiCNet.Ingest;
using Prometheus;

namespace DiCNet.Tests.App.Web;

/// <summary>A system without model and cameras behind the real server, with the real event feed and registry.</summary>
sealed class WebSystem(int remembered = 100) : ILiveSystem
{
    private readonly List<WebStream> _streams = [];

    public IReadOnlyList<ILiveStream> Streams
    {
        get
        {
            lock (_streams)
            {
                return [.. _streams.OrderBy(s => s.Id.Name)];
            }
        }
    }

    public EventFeed Events { get; } = new(remembered, 32 << 20, TimeProvider.System);

    public ModelStatus? Model { get; set; } =
        new("camvid", new string('a', 64), "models/camvid", "cpu", "float32", TimeProvider.System.GetUtcNow(), 0, null, null, null);

    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    public string ConfigText { get; set; } = "model: models/camvid\n";

    public string? NotAlive { get; set; }

    public string? NotReady { get; set; }

    public string? NotStarted { get; set; }

    /// <summary>What a swap waits for.</summary>
    public Task Swapping { get; set; } = Task.CompletedTask;

    /// <summary>What was applied.</summary>
    public string? Applied { get; private set; }

    public WebStream Add(string id = "front", string uri = "test:", int viewers = 200)
    {
        var stream = new WebStream(new StreamOptions { Id = id, Uri = uri, Outputs = new() { Viewers = viewers } }, TimeProvider.System.GetUtcNow());
        lock (_streams)
        {
            _streams.Add(stream);
        }

        return stream;
    }

    public ILiveStream? Find(string id) => Streams.FirstOrDefault(s => s.Id.Name == id);

    public Task<ILiveStream> AddAsync(StreamOptions options)
    {
        if (options.Uri == "bug")
        {
            throw new InvalidOperationException("rtsp://admin:hunter2pass@camera/1 went wrong");
        }

        var stream = new WebStream(options, TimeProvider.System.GetUtcNow());
        lock (_streams)
        {
            _streams.Add(stream);
        }

        return Task.FromResult<ILiveStream>(stream);
    }

    public Task<bool> RemoveAsync(string id)
    {
        lock (_streams)
        {
            return Task.FromResult(_streams.RemoveAll(s => s.Id.Name == id) > 0);
        }
    }

    public bool Pause(string id) => Set(id, SourceState.Paused);

    public bool Resume(string id) => Set(id, SourceState.Streaming);

    public ConfigPlan Check(string yaml) => yaml.Contains("modle")
        ? throw new UserError("there is no key 'modle'", "text:1:1", "did you mean 'model'?")
        : new ConfigPlan([new ConfigChange("events.lowLevel", ConfigEffect.Live), new ConfigChange("streams.front.uri", ConfigEffect.RestartsSource)]);

    public Task<ConfigPlan> ApplyAsync(string yaml)
    {
        var plan = Check(yaml);
        Applied = yaml;
        return Task.FromResult(plan);
    }

    public async Task<ModelStatus> SwapAsync(string bundleFolder)
    {
        await Swapping;
        return bundleFolder == "models/none"
            ? throw new UserError("there is no bundle", bundleFolder, "name a folder that holds one")
            : Model = Model! with { Folder = bundleFolder, Swaps = Model.Swaps + 1 };
    }

    private bool Set(string id, SourceState state)
    {
        if (Find(id) is not WebStream stream)
        {
            return false;
        }

        stream.Status = stream.Status with { State = state };
        return true;
    }
}
