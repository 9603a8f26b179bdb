using Microsoft.ML.OnnxRuntime;

namespace DiCNet.Inference;

/// <summary>Teacher and student: pictures in, the grids <c>score</c> and <c>eq7</c> out. Features never come back to this side.</summary>
public sealed class DicnetModel : IDisposable
{
    private readonly Sessions _sessions;
    private readonly RunOptions _run = new();
    private readonly Lazy<RunThreads> _threads;
    private volatile Threshold _threshold;

    private DicnetModel(ModelBundle bundle, InferenceOptions options)
    {
        Bundle = bundle;
        Options = options;
        _threshold = Threshold.FromCard(bundle.Card);
        _sessions = Sessions.Load(bundle, options);
        _threads = new Lazy<RunThreads>(() => new RunThreads(options.EffectiveConcurrency));
    }

    /// <summary>What was loaded.</summary>
    public ModelBundle Bundle { get; }

    /// <summary>How it runs.</summary>
    public InferenceOptions Options { get; }

    /// <summary>The alarm level; that of the card until another is given, also while it works. Any number of threads.</summary>
    public Threshold Threshold
    {
        get => _threshold;
        set => _threshold = value;
    }

    /// <summary>How many batches keep it busy: one in each run, one that is filled, one that is judged.</summary>
    public int BatchesInFlight => Options.EffectiveConcurrency + 2;

    /// <summary>How many batches a live stream needs: one in each run, and one that is filled where copying to a device takes its time.</summary>
    public int LiveBatchesInFlight => Options.EffectiveConcurrency + (Options.Provider == Provider.Cpu ? 0 : 1);

    /// <summary>Version of ONNX Runtime.</summary>
    public static string RuntimeVersion => OrtEnv.Instance().GetVersionString();

    /// <summary>Loads a bundle and checks its graphs against its card. The caller owns the result.</summary>
    /// <exception cref="UserError">The provider does not load, the placement cannot be had, or a graph is not what the card says.</exception>
    public static DicnetModel Load(ModelBundle bundle, InferenceOptions options) => new(bundle, options);

    /// <summary>Makes a batch of this model's size, in memory that its provider copies fastest from. The caller owns the result.</summary>
    public FrameBatch NewBatch() => new(this, _sessions);

    /// <summary>Scores the frames of a batch: fills its <see cref="FrameBatch.Score"/> and <see cref="FrameBatch.Eq7"/>.</summary>
    /// <param name="batch">A batch of this model with at least one frame. Lent for the call. Any number of callers, each with its own.</param>
    public void Score(FrameBatch batch)
    {
        foreach (var step in batch.Bind())
        {
            step.Run(_run);
        }
    }

    /// <summary>Scores a batch of this model on one of the model's threads, as soon as one is free. Any number of callers.</summary>
    /// <param name="batch">Lent until its scoring has ended.</param>
    public void Start(RunningBatch batch) => _threads.Value.Start(batch);

    /// <summary>Frees the sessions; its batches must be gone.</summary>
    public void Dispose()
    {
        if (_threads.IsValueCreated)
        {
            _threads.Value.Dispose();
        }

        _run.Dispose();
        _sessions.Dispose();
    }
}
