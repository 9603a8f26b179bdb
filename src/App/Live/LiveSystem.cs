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
    private readonly StreamSinks _outputs = new();
    private readonly Overlay _overlay;
    private readonly Counter _reloads;
    private LiveModel? _model;
    private Detector? _detector;
    private Pool<ScoreMap>? _maps;
    private LiveSink? _sink;
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
        Events = new EventFeed(Options.Server.RememberedEvents, clock);
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
        LiveGauges.Register(Registry, _queue, _model, _maps, _clock, () => _streams.Values);
        await SetShadowAsync(Options.Shadow);
        _running = Task.Run(() => Pipeline.ServeAsync(_queue, _model.Slot, _detector, _maps, [_sink, Events, _outputs, _shadow], _overlay, _metrics));
        _log.Info(null, $"model {model.Bundle.Card.Name}, {LiveModel.Provider(model)}, {model.Options.EffectiveConcurrency} runs of {model.Options.EffectiveThreads} threads");
        foreach (var stream in Options.Streams)
        {
            await OpenAsync(stream, addedByHand: false);
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

        var stream = await OpenAsync(options, addedByHand: true);
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

        await CloseAsync(stream);
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
        await Task.WhenAll(_streams.Values.Select(s => s.DisposeAsync().AsTask()));
        _queue.Complete();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var stream in _streams.Values)
        {
            await _outputs.RemoveAsync(stream.Id, []);
            _log.Info(stream.Id.Name, Account(stream));
            if (!stream.Counts.Conserved)
            {
                _log.Error(stream.Id.Name, "frames are missing from the account");
            }
        }

        await (_shadow?.DisposeAsync() ?? ValueTask.CompletedTask);
        _detector?.Dispose();
        await (_model?.DisposeAsync() ?? ValueTask.CompletedTask);
        _maps?.Dispose();
        _overlay.Dispose();
        _ended.Dispose();
        _oneChange.Dispose();
    }

    private static string Account(LiveStream stream) =>
        $"{stream.Counts.Received} frames received, {stream.Counts.Scored} scored, {stream.Counts.Lost} lost";

    private async Task<LiveStream> OpenAsync(StreamOptions options, bool addedByHand)
    {
        var id = new StreamId(options.Id);
        var outputs = NewOutputs(options);
        _detector!.SetZones(id, new ZoneMask(options.Zones));
        await _outputs.PutAsync(id, outputs);
        return _streams[id] = new LiveStream(options, addedByHand, outputs, _metrics.Of(id), NewSource, _clock);
    }

    private StreamOutputs NewOutputs(StreamOptions options) => new(
        new StreamId(options.Id), options.Outputs, _overlay.Options, () => Find(options.Id)?.Status.Info?.FramesPerSecond ?? 0, _outputMetrics, _clock);

    private LiveSource NewSource(StreamOptions options)
    {
        var id = new StreamId(options.Id);
        // One is decoded and one waits while the others are with the model and the outputs.
        var frames = _maps!.Size + (_model!.Slot.Model.LiveBatchesInFlight * _model.Slot.Model.Options.Batch) + 2;
        var before = (State: (SourceState?)null, Quality: FrameQuality.Good);
        return new LiveSource(id, options.Uri, options.Source, frames, _queue, _metrics, _clock)
        {
            OnChange = status =>
            {
                if (before.State != status.State)
                {
                    _log.Info(id.Name, $"{status.State.ToString().ToLowerInvariant()}{(status.Reason is null ? "" : $": {status.Reason}")}");
                }

                if (before.Quality != status.Quality)
                {
                    _log.Warn(id.Name, status.Quality == FrameQuality.Good ? "the picture is good again" : $"the picture is {status.Quality.ToString().ToLowerInvariant()}");
                }

                before = (status.State, status.Quality);
            },
        };
    }

    private async Task CloseAsync(LiveStream stream)
    {
        await stream.DisposeAsync();
        var last = _detector!.Forget(stream.Id);
        Events.Add(last);
        await _outputs.RemoveAsync(stream.Id, last);
        _streams.TryRemove(stream.Id, out _);
        _metrics.Of(stream.Id).Leave();
        _log.Info(stream.Id.Name, $"removed; {Account(stream)}");
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
        foreach (var gone in _streams.Values.Where(s => !s.AddedByHand && next.Streams.All(n => n.Id != s.Id.Name)))
        {
            await CloseAsync(gone);
        }

        foreach (var wanted in next.Streams)
        {
            if (Find(wanted.Id) is not { } stream)
            {
                await OpenAsync(wanted, addedByHand: false);
                continue;
            }

            var now = stream.Options;
            if (now.Outputs != wanted.Outputs || (newRender && wanted.Outputs.Record is not null))
            {
                var outputs = NewOutputs(wanted);
                await _outputs.PutAsync(stream.Id, outputs);
                stream.Take(wanted, outputs);
            }

            _detector.SetZones(stream.Id, new ZoneMask(wanted.Zones));
            if (now.Uri != wanted.Uri || now.Source != wanted.Source)
            {
                await stream.ReopenAsync(wanted);
            }
            else
            {
                stream.Take(wanted, stream.Outputs);
            }
        }

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
