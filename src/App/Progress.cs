using DiCNet.Ingest;
using Spectre.Console;

namespace DiCNet.App;

/// <summary>Shows how far a run is: a bar on a terminal, a line every few seconds elsewhere, nothing when quiet.</summary>
static class Progress
{
    private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_plainLine = TimeSpan.FromSeconds(5);

    /// <summary>Does the work, showing its progress on stderr.</summary>
    /// <param name="console">The console of stderr.</param>
    /// <param name="name">What is being worked on.</param>
    /// <param name="quiet">Shows nothing.</param>
    /// <param name="work">The work; it is given a call to make once its source is open.</param>
    public static async Task<T> WatchAsync<T>(IAnsiConsole console, string name, bool quiet, Func<Action<SourceInfo, StreamMetrics>, Task<T>> work)
    {
        (SourceInfo Info, StreamMetrics Metrics)? seen = null;
        if (quiet)
        {
            return await work((_, _) => { });
        }

        var running = work((info, metrics) => seen = (info, metrics));
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Out.IsTerminal)
        {
            await EveryAsync(s_plainLine, running, elapsed =>
            {
                if (seen is { } s)
                {
                    console.WriteLine($"{name}: {Text(s, elapsed)}");
                }
            });
            return await running;
        }

        await console.Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(Markup.Escape(name));
                task.IsIndeterminate = true;
                await EveryAsync(s_redraw, running, elapsed =>
                {
                    if (seen is { } s)
                    {
                        task.IsIndeterminate = s.Info.ExpectedFrames is null;
                        task.MaxValue = Math.Max(1, s.Info.ExpectedFrames ?? 1);
                        task.Value = Math.Min(task.MaxValue, s.Metrics.Scored);
                        task.Description = Markup.Escape($"{name}  {Text(s, elapsed)}");
                    }
                });
            });
        return await running;
    }

    private static string Text((SourceInfo Info, StreamMetrics Metrics) run, TimeSpan elapsed)
    {
        var scored = run.Metrics.Scored;
        var rate = scored / Math.Max(elapsed.TotalSeconds, 1e-3);
        if (run.Info.ExpectedFrames is not { } expected)
        {
            return $"{scored} frames, {rate:f1} frames/s";
        }

        var left = rate > 0 ? TimeSpan.FromSeconds(Math.Max(0, expected - scored) / rate) : TimeSpan.Zero;
        return $"{scored} of {expected} frames, {rate:f1} frames/s, {left:m\\:ss} to go";
    }

    private static async Task EveryAsync(TimeSpan period, Task running, Action<TimeSpan> tick)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(period);
        while (!running.IsCompleted)
        {
            var next = timer.WaitForNextTickAsync().AsTask();
            await Task.WhenAny(running, next);
            tick(TimeProvider.System.GetElapsedTime(begun));
        }
    }
}
