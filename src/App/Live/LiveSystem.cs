using DiCNet.App.Options;
using Prometheus;

namespace DiCNet.App.Live;

/// <summary>The running system: one model, any number of streams that come and go. What the server shows and steers.</summary>
sealed class LiveSystem
{
    /// <summary>All streams, by name.</summary>
    public IReadOnlyList<LiveStream> Streams => throw new NotSupportedException();

    public LiveStream? Find(string id) => throw new NotSupportedException();

    public EventFeed Events => throw new NotSupportedException();

    /// <summary>The model that decides, and the shadow beside it.</summary>
    public ModelStatus Model => throw new NotSupportedException();

    public CollectorRegistry Registry => throw new NotSupportedException();

    /// <summary>The options in effect.</summary>
    public LiveOptions Options => throw new NotSupportedException();

    /// <summary>The three probes; null is well, text says what is not.</summary>
    public string? NotAlive => throw new NotSupportedException();

    public string? NotReady => throw new NotSupportedException();

    public string? NotStarted => throw new NotSupportedException();

    /// <summary>Adds a stream. Throws UserError: the name is taken, an option is wrong.</summary>
    public Task<LiveStream> AddAsync(StreamOptions options) => throw new NotSupportedException();

    /// <summary>Takes a stream out; returns when its last frame is home. False: no such stream.</summary>
    public Task<bool> RemoveAsync(string id) => throw new NotSupportedException();

    /// <summary>False: no such stream.</summary>
    public bool Pause(string id) => throw new NotSupportedException();

    public bool Resume(string id) => throw new NotSupportedException();

    /// <summary>What a configuration text would change, key by key, without changing anything. Throws UserError with line and column.</summary>
    public ConfigPlan Check(string yaml) => throw new NotSupportedException();

    /// <summary>Applies a configuration text; what needs a restart is named in the plan and left as it is. A bad text changes nothing.</summary>
    public Task<ConfigPlan> ApplyAsync(string yaml) => throw new NotSupportedException();

    /// <summary>Loads another bundle beside the one at work, tests it on its golden frame and swaps. Throws UserError when the old one stays.</summary>
    public Task<ModelStatus> SwapAsync(string bundleFolder) => throw new NotSupportedException();
}
