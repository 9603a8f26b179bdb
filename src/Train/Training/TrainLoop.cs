using System.Diagnostics;
using DiCNet.Train.Data;
using static TorchSharp.torch;

namespace DiCNet.Train.Training;

/// <summary>The one loop of all trainings: a batch, its loss, a step, the average; now and then a measurement and a checkpoint.</summary>
/// <param name="objective">What is trained, and for what.</param>
/// <param name="fit">How.</param>
/// <param name="seed">Where random draws inside the network come from.</param>
/// <param name="folder">Where losses, measurements and checkpoints go.</param>
/// <param name="progress">Who is told.</param>
sealed class TrainLoop(IObjective objective, FitOptions fit, int seed, RunFolder folder, IProgress<TrainProgress> progress) : IDisposable
{
    private readonly Updater _updater = new(objective.Network, objective.Trunk, fit);
    private readonly MovingAverage _average = new(objective.Average, objective.Network, fit.Average);
    private readonly Schedule _schedule = new(fit.Schedule, fit.WarmUp, objective.Steps);

    /// <summary>Step that comes next, from 0.</summary>
    public int Next { get; private set; }

    /// <summary>Trains in a folder to the end, or until told to stop, with a line of progress.</summary>
    /// <param name="what">Name of the line.</param>
    /// <param name="objective">What is trained, and for what.</param>
    /// <param name="options">Seed and workers.</param>
    /// <param name="fit">How.</param>
    /// <param name="augment">How pictures are cut and varied.</param>
    /// <param name="sources">Frames; each has an equal share of every batch.</param>
    /// <param name="folder">Where losses, measurements and checkpoints go.</param>
    /// <param name="latest">Where to go on; null to begin.</param>
    /// <param name="stop">Cancelled: save and return.</param>
    /// <returns>Whether the end was reached.</returns>
    /// <exception cref="UserError">A loss is not finite, the checkpoint holds another network, or the disk is full.</exception>
    public static bool Run(
        string what, IObjective objective, TrainOptions options, FitOptions fit, AugmentOptions augment, IReadOnlyList<FrameCache> sources,
        RunFolder folder, Checkpoint? latest, CancellationToken stop) => ProgressLine.Show(what, progress =>
        {
            using var loop = new TrainLoop(objective, fit, options.Seed, folder, progress);
            if (latest is not null)
            {
                loop.Resume(latest, folder.Latest);
            }

            using var loader = new Loader(sources, augment, fit.Batch, options.Seed, loop.Next, options.Data.Workers);
            return loop.Run(loader, stop);
        });

    /// <summary>Continues where a checkpoint was made.</summary>
    /// <exception cref="UserError">The checkpoint holds another network.</exception>
    public void Resume(Checkpoint checkpoint, string file)
    {
        checkpoint.Restore(Checkpoint.Weights, objective.Network, file);
        checkpoint.Restore(Checkpoint.Average, objective.Average, file);
        _updater.Load(checkpoint.Tensors.Single(t => t.Name == Checkpoint.Optimiser).Data);
        Next = checkpoint.Header.Step;
    }

    /// <summary>Trains to the end, or until told to stop; either way the last step is in a checkpoint.</summary>
    /// <param name="loader">Gives the batches from step <see cref="Next"/> on.</param>
    /// <param name="stop">Cancelled: save and return.</param>
    /// <returns>Whether the end was reached.</returns>
    /// <exception cref="UserError">A loss is not finite, or the disk is full.</exception>
    public bool Run(Loader loader, CancellationToken stop)
    {
        var saved = Next;
        while (Next < objective.Steps)
        {
            if (stop.IsCancellationRequested)
            {
                Save();
                return false;
            }

            var start = Stopwatch.GetTimestamp();
            var rate = _schedule.At(Next);
            var loss = Step(loader.Next(), rate, saved);
            folder.AddLoss(Next, loss, fit.Rate * rate, Stopwatch.GetElapsedTime(start));
            progress.Report(new TrainProgress(Next + 1, objective.Steps, loss));
            Next++;

            if (fit.EvaluateEvery > 0 && Next % fit.EvaluateEvery == 0 && Next < objective.Steps)
            {
                folder.AddMeasures(Next, objective.Measure(fit.EvaluateFrames));
            }

            if (Next % fit.CheckpointEvery == 0 || Next == objective.Steps)
            {
                Save();
                saved = Next;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _updater.Dispose();

    private double Step(LoadedBatch batch, double rate, int saved)
    {
        using var scope = NewDisposeScope();
        // Dropout's draws depend on the step alone, so a continued training needs no generator's state.
        using var generator = manual_seed(unchecked(((uint)seed * 0x9E3779B1u) + ((uint)Next * 0x85EBCA77u)));
        objective.Network.train();
        _updater.Clear();
        var loss = objective.Loss(batch);
        var value = (double)loss.detach().cpu().item<float>();
        RequireFinite(value, "loss", saved);
        loss.backward();
        RequireFinite(_updater.Clip(), "gradient", saved);
        _updater.Step(rate);
        _average.Update(Next + 1);
        return value;
    }

    private void RequireFinite(double value, string what, int saved)
    {
        if (!double.IsFinite(value))
        {
            var last = saved > 0 ? $"the last good checkpoint, of step {saved}, is {folder.Latest}" : "there is no checkpoint yet";
            throw new UserError($"the {what} of step {Next} is {value}; {last}", folder.Path, "lower the rate or set a clip and train again");
        }
    }

    private void Save() => CheckpointFile.Write(folder.Latest, new Checkpoint(
        objective.Header(Next),
        [
            .. Checkpoint.Store(Checkpoint.Average, objective.Average),
            .. Checkpoint.Store(Checkpoint.Weights, objective.Network),
            new StoredTensor(Checkpoint.Optimiser, ScalarType.Byte, [], _updater.Save()),
        ],
        ""));
}
