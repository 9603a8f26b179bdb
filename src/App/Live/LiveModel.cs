using DiCNet.App.Options;
using DiCNet.Inference;
using Prometheus;

namespace DiCNet.App.Live;

/// <summary>The model that decides, for as long as the process runs: loaded, swapped and never replaced by one that does not work.</summary>
sealed class LiveModel : IAsyncDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly InferenceOptions _inference;
    private readonly TimeProvider _clock;
    private readonly Counter _swaps;
    private readonly Gauge _info;
    private DicnetModel _model;
    private DateTimeOffset _since;
    private int _count;
    private volatile string? _lastRefusal;

    private LiveModel(DicnetModel model, CollectorRegistry registry, TimeProvider clock)
    {
        (_model, _inference, _clock) = (model, model.Options, clock);
        Slot = new ModelSlot(model, live: true);
        Drift = new ScoreDrift(model.Bundle.Card);
        _since = clock.GetUtcNow();
        var make = Metrics.WithCustomRegistry(registry);
        _swaps = make.CreateCounter("dicnet_model_swaps_total", "Models that were to take the place of the one at work.", "result");
        _info = make.CreateGauge("dicnet_model_info", "1 for the model at work.", "role", "digest", "provider", "precision");
        Announce(model);
    }

    /// <summary>Where the pipeline finds it.</summary>
    public ModelSlot Slot { get; }

    /// <summary>Whether its scores still lie where its card says.</summary>
    public ScoreDrift Drift { get; private set; }

    /// <summary>The model in words and numbers, without a shadow.</summary>
    public ModelStatus Status
    {
        get
        {
            var model = Slot.Model;
            return new ModelStatus(
                model.Bundle.Card.Name, model.Bundle.Digest, model.Bundle.Folder, Provider(model), Precision(model), _since, _count, _lastRefusal, Drift.Index, null);
        }
    }

    /// <summary>Loads the first model; how many runs go side by side is measured. The caller owns the result.</summary>
    /// <exception cref="UserError">It cannot be loaded, or fails its self-test.</exception>
    public static LiveModel Load(LiveOptions options, CollectorRegistry registry, TimeProvider clock)
    {
        var bundle = ModelBundle.Open(options.Model, options.Inference);
        var threshold = options.Threshold is null ? null : Threshold.Read(options.Threshold, bundle);
        var model = ThreadTuner.Load(bundle, options.Inference);
        try
        {
            model.Threshold = threshold ?? model.Threshold;
            GoldenTest.Run(model);
            return new LiveModel(model, registry, clock);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Loads, warms and tests another model beside the one at work, then swaps. On an error the one at work stays.</summary>
    /// <param name="folder">Its bundle; when it is the one at work, only the threshold is read again.</param>
    /// <param name="thresholdFile">Its threshold, or null for the card's.</param>
    /// <exception cref="UserError">It cannot be loaded, fails its self-test, or the threshold is another model's.</exception>
    public async Task SwapAsync(string folder, string? thresholdFile)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            var bundle = ModelBundle.Open(folder, _inference);
            var threshold = thresholdFile is null ? Threshold.FromCard(bundle.Card) : Threshold.Read(thresholdFile, bundle);
            if (bundle.Digest == _model.Bundle.Digest && Path.GetFullPath(folder) == Path.GetFullPath(_model.Bundle.Folder))
            {
                _model.Threshold = threshold;
                return;
            }

            var next = await Task.Run(() => Prepare(bundle, threshold));
            (_model, Drift, _since) = (next, new ScoreDrift(bundle.Card), _clock.GetUtcNow());
            Announce(next);
            var before = await Slot.SwapAsync(next);
            _info.RemoveLabelled(Labels(before));
            Announce(next);
            before.Dispose();
            _count++;
            _swaps.WithLabels("done").Inc();
        }
        catch (UserError e)
        {
            _lastRefusal = Redactor.Clean(e.Message);
            _swaps.WithLabels("refused").Inc();
            throw;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Loads a candidate that runs on one thread beside the model that decides. The caller owns the result.</summary>
    /// <exception cref="UserError">It cannot be loaded, or fails its self-test.</exception>
    public DicnetModel LoadShadow(string folder)
    {
        var bundle = ModelBundle.Open(folder, _inference);
        var model = DicnetModel.Load(bundle, _inference with { Concurrency = 1, Threads = 1, Batch = 1 });
        try
        {
            GoldenTest.Run(model);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _oneAtATime.WaitAsync();
        Slot.Dispose();
        _model.Dispose();
        _oneAtATime.Dispose();
    }

    /// <summary>What runs a model, in lower case.</summary>
    public static string Provider(DicnetModel model) => model.Options.Provider.ToString().ToLowerInvariant();

    private static string Precision(DicnetModel model) =>
        model.Bundle.Card.IsInt8 ? "int8" : model.Options.Precision == ModelPrecision.Float16 ? "float16" : "float32";

    private static string[] Labels(DicnetModel model) => ["decides", model.Bundle.Digest, Provider(model), Precision(model)];

    private DicnetModel Prepare(ModelBundle bundle, Threshold threshold)
    {
        var next = DicnetModel.Load(bundle, _inference);
        try
        {
            next.Threshold = threshold;
            GoldenTest.Run(next);
            return next;
        }
        catch
        {
            next.Dispose();
            throw;
        }
    }

    private void Announce(DicnetModel model) => _info.WithLabels(Labels(model)).Set(1);
}
