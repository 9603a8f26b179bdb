using DiCNet.App.Options;
using Prometheus;

namespace DiCNet.App.Live;

/// <summary>What the server shows and steers of the running system. Any number of threads.</summary>
interface ILiveSystem
{
    /// <summary>All streams, by name.</summary>
    IReadOnlyList<ILiveStream> Streams { get; }

    /// <summary>The newest events of all streams.</summary>
    EventFeed Events { get; }

    /// <summary>The model that decides, and the shadow beside it; null while it is being loaded.</summary>
    ModelStatus? Model { get; }

    /// <summary>All instruments.</summary>
    CollectorRegistry Registry { get; }

    /// <summary>The configuration in effect as YAML, without secrets.</summary>
    string ConfigText { get; }

    /// <summary>The three probes; null is well, text says what is not.</summary>
    string? NotAlive { get; }

    /// <inheritdoc cref="NotAlive"/>
    string? NotReady { get; }

    /// <inheritdoc cref="NotAlive"/>
    string? NotStarted { get; }

    /// <returns>Null: no such stream.</returns>
    ILiveStream? Find(string id);

    /// <summary>Adds a stream.</summary>
    /// <exception cref="UserError">The name is taken, an option is wrong.</exception>
    Task<ILiveStream> AddAsync(StreamOptions options);

    /// <summary>Takes a stream out; returns when its last frame is home.</summary>
    /// <returns>False: no such stream.</returns>
    Task<bool> RemoveAsync(string id);

    /// <returns>False: no such stream.</returns>
    bool Pause(string id);

    /// <inheritdoc cref="Pause"/>
    bool Resume(string id);

    /// <summary>What a configuration text would change, without changing anything.</summary>
    /// <exception cref="UserError">The text is wrong; with line and column.</exception>
    ConfigPlan Check(string yaml);

    /// <summary>Applies a configuration text; what needs a restart is named in the plan and left as it is.</summary>
    /// <exception cref="UserError">The text is wrong; nothing changed.</exception>
    Task<ConfigPlan> ApplyAsync(string yaml);

    /// <summary>Loads another bundle beside the one at work, tests it and swaps.</summary>
    /// <exception cref="UserError">The old one stays.</exception>
    Task<ModelStatus> SwapAsync(string bundleFolder);
}
