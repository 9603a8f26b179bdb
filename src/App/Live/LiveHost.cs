using System.Runtime.InteropServices;
using DiCNet.App.Options;
using DiCNet.App.Web;
using DiCNet.Cli;

namespace DiCNet.App.Live;

/// <summary>dicnet serve from start to end: system, server, service manager, configuration file and signals.</summary>
static class LiveHost
{
    /// <summary>Runs until a signal or a fault; gives the exit code.</summary>
    /// <param name="config">What to run.</param>
    /// <param name="file">The file that it came from and that is watched; null for none.</param>
    /// <param name="jsonLog">Whether the log on stderr is a JSON object per line.</param>
    /// <param name="stop">Ends it well.</param>
    /// <exception cref="UserError">The model cannot be loaded, the port is taken, or an output cannot be made.</exception>
    public static async Task<int> RunAsync(LiveConfig config, string? file, bool jsonLog, CancellationToken stop)
    {
        await using var log = new LiveLog(Console.Error, jsonLog, TimeProvider.System);
        await using var system = new LiveSystem(config, log, TimeProvider.System);
        await using var server = await WebServer.StartAsync(config.Options.Server, system, text => log.Error(null, text), TimeProvider.System);
        log.Info(null, $"page at {server.Url}");
        await system.StartAsync();
        var notifier = ServiceNotifier.FromEnvironment(() => system.NotAlive, TimeProvider.System);
        notifier.Ready();
        notifier.Status($"{config.Options.Streams.Count} streams, page at {server.Url}");

        using var hangup = new SemaphoreSlim(0);
        using var reload = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            hangup.Release();
        });
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watching = file is null ? Task.CompletedTask : new ConfigWatcher(file, system, log).RunAsync(hangup, ending.Token);
        var beating = notifier.RunAsync(ending.Token);
        await Task.WhenAny(system.Running, Task.Delay(Timeout.Infinite, stop));
        notifier.Stopping();
        log.Info(null, "stopping: what was read is scored and written");
        await ending.CancelAsync();
        await Task.WhenAll(watching, beating);
        if (system.Running.IsFaulted)
        {
            await system.Running;
        }

        return stop.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
    }
}
