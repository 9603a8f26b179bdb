using System.Diagnostics;
using DiCNet.Tests.Bindings;
using DiCNet.Train.Data;
using DiCNet.Train.Networks;
using DiCNet.Train.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace DiCNet.Tests.Train.Training;

[Collection(TorchSharpFixture.Name)]
public sealed class TrainLoopTests : IDisposable
{
    private const int Steps = 70;

    private readonly ToyRoad _road = new();

    [Fact]
    public void One_seed_makes_two_equal_trainings_and_another_seed_another()
    {
        var first = Train("first", 12, new Nothing());
        Assert.Equal(first, Train("second", 12, new Nothing()));
        Assert.NotEqual(first, Train("third", 12, new Nothing(), seed: 2));
    }

    [Fact]
    public void A_killed_training_goes_on_with_the_losses_of_an_unbroken_one()
    {
        var unbroken = Train("unbroken", Steps, new Nothing());
        Assert.Throws<OperationCanceledException>(() => Train("killed", Steps, new Killer(17)));
        Assert.Equal(unbroken, Train("killed", Steps, new Nothing(), resume: true));
    }

    [Fact]
    public void A_stopped_training_saves_its_last_step_and_goes_on_from_there()
    {
        using var stop = new CancellationTokenSource();
        var unbroken = Train("unbroken", 20, new Nothing());
        Train("stopped", 20, new Stopper(7, stop), stop: stop);
        Assert.Equal(7, CheckpointFile.Read(Path.Combine(_road.Out("stopped"), "latest.checkpoint")).Header.Step);
        Assert.Equal(unbroken, Train("stopped", 20, new Nothing(), resume: true));
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_the_training_and_names_the_last_good_checkpoint()
    {
        var error = Assert.Throws<UserError>(() => Train("nan", 40, new Nothing(), spoilFrom: 23));
        Assert.Contains("the loss of step 23 is NaN", error.Message);
        Assert.Contains($"of step 20, is {Path.Combine(_road.Out("nan"), "latest.checkpoint")}", error.Message);
        Assert.Equal(20, CheckpointFile.Read(Path.Combine(_road.Out("nan"), "latest.checkpoint")).Header.Step);
        Assert.Contains("there is no checkpoint yet", Assert.Throws<UserError>(() => Train("early", 40, new Nothing(), spoilFrom: 3)).Message);
    }

    [Fact]
    public void Five_hundred_steps_keep_no_memory()
    {
        var watch = new Watch();
        Train("long", 500, watch);
        Assert.Equal(watch.Tensors[0], watch.Tensors[^1]);
        Assert.InRange(watch.Resident[^1] - watch.Resident[0], long.MinValue, 24L << 20);
    }

    public void Dispose() => _road.Dispose();

    private double[] Train(
        string name, int steps, IProgress<TrainProgress> progress, bool resume = false, int seed = 1, int spoilFrom = int.MaxValue, CancellationTokenSource? stop = null)
    {
        var options = _road.Options(name, steps) with { Seed = seed };
        var data = new TrainData(options.Data, CPU);
        using var training = new TeacherTraining(options, data, Hardware.Choose(options));
        var path = _road.Out(name);
        var latest = resume ? CheckpointFile.Read(Path.Combine(path, "latest.checkpoint")) : null;
        using (var folder = new RunFolder(path, "teacher", latest?.Header.Step ?? 0))
        {
            using var loop = new TrainLoop(new Spoilt(training, spoilFrom, steps), options.Teacher.Fit, seed, folder, progress);
            if (latest is not null)
            {
                loop.Resume(latest, folder.Latest);
            }

            using var loader = new Loader(data.Train, options.Teacher.Augment, options.Teacher.Fit.Batch, seed, loop.Next, 1);
            loop.Run(loader, stop?.Token ?? TestContext.Current.CancellationToken);
        }

        return Losses.Of(path);
    }

    private sealed class Nothing : IProgress<TrainProgress>
    {
        public void Report(TrainProgress value)
        {
        }
    }

    /// <summary>Ends the training without a chance to save anything.</summary>
    private sealed class Killer(int step) : IProgress<TrainProgress>
    {
        public void Report(TrainProgress value)
        {
            if (value.Step == step)
            {
                throw new OperationCanceledException();
            }
        }
    }

    private sealed class Stopper(int step, CancellationTokenSource stop) : IProgress<TrainProgress>
    {
        public void Report(TrainProgress value)
        {
            if (value.Step == step)
            {
                stop.Cancel();
            }
        }
    }

    private sealed class Watch : IProgress<TrainProgress>
    {
        public List<long> Tensors { get; } = [];

        public List<long> Resident { get; } = [];

        public void Report(TrainProgress value)
        {
            if (value.Step % 50 == 0)
            {
                using var process = Process.GetCurrentProcess();
                Tensors.Add(Tensor.TotalCount);
                Resident.Add(process.WorkingSet64);
            }
        }
    }

    private sealed class Spoilt(TeacherTraining training, int from, int steps) : IObjective
    {
        private int _step = -1;

        public int Steps => steps;

        public nn.Module Network => training.Network;

        public nn.Module Trunk => training.Trunk;

        public nn.Module Average => training.Average;

        public Tensor Loss(LoadedBatch batch)
        {
            _step = batch.Step;
            var loss = training.Loss(batch);
            return _step >= from ? loss * float.NaN : loss;
        }

        public IReadOnlyDictionary<string, double> Measure(int frames) => training.Measure(frames);

        public CheckpointHeader Header(int step) => training.Header(step);
    }
}
