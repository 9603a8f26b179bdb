using System.Collections.Concurrent;
using DiCNet.App.Options;
using DiCNet.Inference;
using DiCNet.Ingest;
using DiCNet.Render;
using Prometheus;

namespace DiCNet.App.Live;

/// <summary>The running system: one model, any number of streams that come and go. What the server shows and steers.</summary>
/// <remarks>Any number of threads. Changes - streams, configuration, model - happen one after the other.</remarks>
sealed class LiveSystem : ILiveSystem, IAsyncDisposable
{
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<StreamId, LiveStream> _streams = [];
    private readonly SemaphoreSlim _oneChange = new(1);
    private readonly CancellationTokenSource _ended = new();
    private readonly LiveConfig _config;
    private readonly LiveLog _log;
    private readonly TimeProvider _clock;
    private readonly PipelineMetrics _metrics;
    private readonly OutputMetrics _outputMetrics;
    private readonly FrameQueue _queue = new();
    private readonly Overlay _overlay;
    private readonly Counter _reloads;
    private LiveModel? _model;
    private Detector? _detector;
    private Pool<ScoreMap>? _maps;
    private LiveSink? _sink;
    private LiveStreams? _live;
    private ShadowSlot? _shadow;
    private Task _running = Task.CompletedTask;
    private Task _ticking = Task.CompletedTask;
    private volatile bool _started;

    /// <summary>Makes it; nothing is loaded or opened yet.</summary>
    public LiveSystem(LiveConfig config, LiveLog log, TimeProvider clock)
    {
        (_config, Options, _log, _clock) = (config, config.Options, log, clock);
        Registry = Metrics.NewCustomRegistry();
        _metrics = new PipelineMetrics(Registry);
        _outputMetrics = new OutputMetrics(Registry);
        _overlay = new Overlay(Options.Render);
        Events = new EventFeed(Options.Server.RememberedEvents, (long)Options.Server.PictureMegabytes << 20, clock);
        _reloads = Metrics.WithCustomRegistry(Registry).CreateCounter("dicnet_config_reloads_total", "Configurations that were to take effect while running.", "result");
    }

    /// <inheritdoc/>
    public IReadOnlyList<ILiveStream> Streams => [.. _streams.Values.OrderBy(s => s.Id.Name, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public string ConfigText => LiveConfigText.Write(Options);

    /// <inheritdoc/>
    public EventFeed Events { get; }

    /// <inheritdoc/>
    public ModelStatus? Model => _model is null ? null : _model.Status with { Shadow = _shadow?.Status };

    /// <inheritdoc/>
    public CollectorRegistry Registry { get; }

    /// <summary>The options in effect.</summary>
    public LiveOptions Options { get; private set; }

    /// <summary>Ends when a stage has failed or the system was disposed; faulted in the first case.</summary>
    public Task Running => _running;

    /// <summary>Why it should be started again; null while it is alive: frames that wait are taken.</summary>
    public string? NotAlive =>
        _running.IsFaulted ? $"a stage failed: {Redactor.Clean(_running.Exception!.InnerException!.Message)}"
        : _queue.OldestCapturedAt is { } oldest && _sink is { } sink && _clock.GetElapsedTime(oldest) > s_silence && _clock.GetElapsedTime(sink.LastVerdictAt) > s_silence
            ? $"frames wait, but no verdict came for {s_silence.TotalSeconds} s"
            : null;

    /// <summary>Why no verdicts are to be expected; null when the model is warm and a source delivers.</summary>
    public string? NotReady =>
        NotStarted ?? NotAlive ?? (_streams.Values.Any(s => s.Status.State == SourceState.Streaming) ? null : "no source is streaming");

    /// <summary>Null when the model is loaded and all streams are being opened.</summary>
    public string? NotStarted => _started ? null : "the model is being loaded";

    /// <summary>Loads the model, starts the stages and opens the streams.</summary>
    /// <exception cref="UserError">The model cannot be loaded, or an output cannot be made.</exception>
    public async Task StartAsync()
    {
        _model = await Task.Run(() => LiveModel.Load(Options, Registry, _clock));
        var model = _model.Slot.Model;
        var inFlight = (model.LiveBatchesInFlight * model.Options.Batch) + 2;
        _maps = new Pool<ScoreMap>(inFlight, () => new ScoreMap());
        _detector = new Detector(Options.Events, _maps, _metrics, _clock) { Dated = true };
        _shadow = new ShadowSlot();
        _sink = new LiveSink(_streams, _model, new AlarmRate(Registry));
        _live = new LiveStreams(_streams, _detector, _model, _maps, _queue, _overlay, Events, _metrics, _outputMetrics, _log, _clock);
        LiveGauges.Register(Registry, _queue, _model, _maps, Events, _clock, () => _streams.Values);
        await SetShadowAsync(Options.Shadow);
        _running = Task.Run(() => Pipeline.ServeAsync(_queue, _model.Slot, _detector, _maps, [_sink, Events, _live.Outputs, _shadow], _overlay, _metrics));
        _log.Info(null, $"model {model.Bundle.Card.Name}, {LiveModel.Provider(model)}, {model.Options.EffectiveConcurrency} runs of {model.Options.EffectiveThreads} threads");
        foreach (var stream in Options.Streams)
        {
            await _live!.OpenAsync(stream, addedByHand: false);
        }

        _ticking = TickAsync();
        _started = true;
    }

    /// <inheritdoc/>
    ILiveStream? ILiveSystem.Find(string id) => Find(id);

    /// <inheritdoc cref="ILiveSystem.Find"/>
    public LiveStream? Find(string id) => _streams.Values.FirstOrDefault(s => s.Id.Name == id);

    /// <summary>Adds a stream.</summary>
    /// <exception cref="UserError">The name is taken, or an option is wrong.</exception>
    public Task<ILiveStream> AddAsync(StreamOptions options) => ChangeAsync(async () =>
    {
        LiveChecks.Check(options);
        if (Find(options.Id) is not null)
        {
            throw new UserError($"there is a stream '{options.Id}' already", "id", "choose another name, or remove that stream first");
        }

        var stream = await _live!.OpenAsync(options, addedByHand: true);
        Options = Options with { Streams = [.. Options.Streams, options] };
        return (ILiveStream)stream;
    });

    /// <summary>Takes a stream out; returns when its last frame is home. False: no such stream.</summary>
    public Task<bool> RemoveAsync(string id) => ChangeAsync(async () =>
    {
        if (Find(id) is not { } stream)
        {
            return false;
        }

        await _live!.CloseAsync(stream);
        Options = Options with { Streams = [.. Options.Streams.Where(s => s.Id != id)] };
        return true;
    });

    /// <summary>Closes the source of a stream until it is resumed. False: no such stream.</summary>
    public bool Pause(string id) => Steer(id, s => s.Pause());

    /// <summary>Opens the source of a stream again. False: no such stream.</summary>
    public bool Resume(string id) => Steer(id, s => s.Resume());

    /// <summary>Makes another configuration the one in effect, as far as that goes while running; the rest waits for the next start.</summary>
    /// <param name="yaml">Streams that were added by hand are left alone.</param>
    /// <exception cref="UserError">It is wrong, or its model or threshold cannot be had; nothing has changed then.</exception>
    public Task<ConfigPlan> ApplyAsync(string yaml) => ApplyAsync(yaml, "configuration");

    /// <inheritdoc cref="ApplyAsync(string)"/>
    /// <param name="yaml">Streams that were added by hand are left alone.</param>
    /// <param name="name">What stands before line and column in errors.</param>
    public async Task<ConfigPlan> ApplyAsync(string yaml, string name)
    {
        try
        {
            var next = _config.With(yaml, name, Options).Options;
            var plan = await ChangeAsync(() => ReplaceAsync(next));
            _reloads.WithLabels("done").Inc();
            return plan;
        }
        catch (UserError)
        {
            _reloads.WithLabels("refused").Inc();
            throw;
        }
    }

    /// <inheritdoc/>
    public ConfigPlan Check(string yaml) => Plan(_config.With(yaml, "configuration", Options).Options);

    /// <summary>Puts another bundle in the place of the one at work, without losing a frame.</summary>
    /// <exception cref="UserError">It cannot be loaded or fails its self-test: the one at work stays.</exception>
    public Task<ModelStatus> SwapAsync(string bundleFolder) => ChangeAsync(async () =>
    {
        await _model!.SwapAsync(bundleFolder, thresholdFile: null);
        Options = Options with { Model = bundleFolder, Threshold = null };
        _log.Info(null, $"model {_model.Status.Name} ({_model.Status.Digest[..12]}) is at work");
        return Model!;
    });

    /// <summary>Closes the sources, scores and writes what they gave, and frees everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _ticking;
        await (_live?.CloseSourcesAsync() ?? Task.CompletedTask);
        _queue.Complete();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await (_live?.EndAsync() ?? Task.CompletedTask);
        await (_shadow?.DisposeAsync() ?? ValueTask.CompletedTask);
        _detector?.Dispose();
        await (_model?.DisposeAsync() ?? ValueTask.CompletedTask);
        _maps?.Dispose();
        _overlay.Dispose();
        _ended.Dispose();
        _oneChange.Dispose();
    }

    private async Task<ConfigPlan> ReplaceAsync(LiveOptions next)
    {
        var plan = Plan(next);
        if (Options.Model != next.Model || Options.Threshold != next.Threshold)
        {
            await _model!.SwapAsync(next.Model, next.Threshold);
        }

        if (Options.Shadow != next.Shadow)
        {
            await SetShadowAsync(next.Shadow);
        }

        var newRender = Options.Render != next.Render;
        _overlay.Options = next.Render;
        _detector!.Options = next.Events;
        var byHand = Options.Streams.Where(s => Find(s.Id) is { AddedByHand: true }).ToList();
        await _live!.BringToAsync(next.Streams, newRender);

        // What needs a restart stays as it was, so that the next plan still speaks of it.
        Options = next with { Inference = Options.Inference, Server = Options.Server, Streams = [.. next.Streams, .. byHand] };
        foreach (var change in plan.Changes)
        {
            _log.Info(null, $"configuration: {change.Key} {(change.Effect == ConfigEffect.NeedsRestart ? "waits for the next start" : "is in effect")}");
        }

        return plan;
    }

    private async Task SetShadowAsync(ShadowOptions options)
    {
        var shadow = options.Model is null ? null : await Task.Run(() => new Shadow(_model!.LoadShadow(options.Model), options.Share, Registry));
        await _shadow!.PutAsync(shadow);
    }

    private ConfigPlan Plan(LiveOptions next) =>
        ConfigPlan.Between(Options with { Streams = [.. Options.Streams.Where(s => Find(s.Id) is not { AddedByHand: true })] }, next);

    private bool Steer(string id, Action<LiveStream> action)
    {
        if (Find(id) is not { } stream)
        {
            return false;
        }

        action(stream);
        return true;
    }

    private async Task<T> ChangeAsync<T>(Func<Task<T>> change)
    {
        await _oneChange.WaitAsync();
        try
        {
            if (!_started)
            {
                throw new UserError("the system is still starting", "", "ask again when /startupz says ok");
            }

            return await change();
        }
        finally
        {
            _oneChange.Release();
        }
    }

    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                foreach (var stream in _streams.Values)
                {
                    stream.Tick();
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
