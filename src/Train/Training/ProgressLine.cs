using System.Diagnostics;
using Spectre.Console;

namespace DiCNet.Train.Training;

/// <summary>Tells how far a training is: a bar on a terminal, a line now and then elsewhere.</summary>
static class ProgressLine
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(15);

    /// <summary>Runs a training and tells its progress.</summary>
    /// <param name="name">What is trained.</param>
    /// <param name="work">The training; it reports each step.</param>
    /// <returns>What the training returns.</returns>
    public static bool Show(string name, Func<IProgress<TrainProgress>, bool> work)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
        {
            return work(new Lines(name));
        }

        return AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(name);
                return work(new Bar(name, task));
            });
    }

    private sealed class Bar(string name, ProgressTask task) : IProgress<TrainProgress>
    {
        public void Report(TrainProgress value)
        {
            task.MaxValue = value.Steps;
            task.Value = value.Step;
            task.Description = $"{name} {value.Step}/{value.Steps}  loss {value.Loss:0.0000}";
        }
    }

    private sealed class Lines(string name) : IProgress<TrainProgress>
    {
        private long _start;
        private long _last;
        private int _first;

        public void Report(TrainProgress value)
        {
            if (_start == 0)
            {
                (_start, _first) = (Stopwatch.GetTimestamp(), value.Step);
            }

            if (value.Step < value.Steps && _last != 0 && Stopwatch.GetElapsedTime(_last) < s_quiet)
            {
                return;
            }

            _last = Stopwatch.GetTimestamp();
            var left = value.Step > _first
                ? $", {Stopwatch.GetElapsedTime(_start) * ((double)(value.Steps - value.Step) / (value.Step - _first)):h\\:mm\\:ss} left"
                : "";
            Console.WriteLine($"{name}: step {value.Step} of {value.Steps}, loss {value.Loss:0.0000}{left}");
        }
    }
}
