using System.Runtime.InteropServices;
using DiCNet.App.Options;
using DiCNet.App.Web;
using DiCNet.Cli;

namespace DiCNet.App.Live;

/// <summary>dicnet serve from start to end: system, server, service manager, configuration file and signals.</summary>
static class LiveHost
{
    /// <summary>Runs until a signal or a fault; gives the exit code.</summary>
    /// <param name="config">Checked configuration.</param>
    /// <param name="log">What happens is said there.</param>
    /// <param name="stop">Ends it well.</param>
    /// <exception cref="UserError">The model cannot be loaded, the port is taken, or an output cannot be made.</exception>
    public static async Task<int> RunAsync(LiveConfig config, LiveLog log, CancellationToken stop)
    {
        var options = config.Options;
        await using var system = new LiveSystem(options, log, TimeProvider.System);
        await using var server = await WebServer.StartAsync(options.Server, system, config, log);
        log.Info(null, $"page at {server.Url}");
        await system.StartAsync();
        await using var notifier = new ServiceNotifier(() => system.NotAlive, TimeProvider.System);
        notifier.Ready($"{options.Streams.Count} streams, page at {server.Url}");

        using var hangup = new SemaphoreSlim(0);
        using var reload = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            hangup.Release();
        });
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watching = config.File is null ? Task.CompletedTask : new ConfigWatcher(config, system, log).RunAsync(hangup, ending.Token);
        await Task.WhenAny(system.Running, Task.Delay(Timeout.Infinite, stop));
        notifier.Stopping();
        log.Info(null, "stopping: what was read is scored and written");
        await ending.CancelAsync();
        await watching;
        if (system.Running.IsFaulted)
        {
            await system.Running;
        }

        return stop.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
    }
}
