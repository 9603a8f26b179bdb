using System.Globalization;
using System.Net.Sockets;

namespace DiCNet.App.Live;

/// <summary>Tells the service manager (systemd, Type=notify) how the system is, and that it is alive. Without one it does nothing.</summary>
/// <param name="socket">Where the manager listens, from NOTIFY_SOCKET; one that begins with '@' has no file. Null for no manager.</param>
/// <param name="watchdog">How long the manager waits for a beat; null where it does not.</param>
/// <param name="notAlive">Null is well; else what is not.</param>
/// <param name="clock">Times the beats.</param>
sealed class ServiceNotifier(string? socket, TimeSpan? watchdog, Func<string?> notAlive, TimeProvider clock)
{
    private string? _said;

    /// <summary>The manager that started this process, if one did.</summary>
    public static ServiceNotifier FromEnvironment(Func<string?> notAlive, TimeProvider clock)
    {
        var socket = Environment.GetEnvironmentVariable("NOTIFY_SOCKET");
        var ours = Environment.GetEnvironmentVariable("WATCHDOG_PID") is not { Length: > 0 } pid || pid == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var limit = long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), CultureInfo.InvariantCulture, out var micros) && micros > 0 && ours
            ? TimeSpan.FromMicroseconds(micros)
            : (TimeSpan?)null;
        return new ServiceNotifier(string.IsNullOrEmpty(socket) ? null : socket, limit, notAlive, clock);
    }

    /// <summary>The start is over.</summary>
    public void Ready() => Tell("READY=1");

    /// <summary>One line for <c>systemctl status</c>.</summary>
    public void Status(string text)
    {
        // A line of its own would be a message of its own.
        text = Redactor.Clean(text).ReplaceLineEndings(" ");
        if (text != Interlocked.Exchange(ref _said, text))
        {
            Tell("STATUS=" + text);
        }
    }

    /// <summary>The process is about to end.</summary>
    public void Stopping() => Tell("STOPPING=1");

    /// <summary>Beats, twice per limit, while the system is alive; a system that is not gets no beat, and the manager ends it.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (socket is null || watchdog is not { } limit)
        {
            return;
        }

        using var timer = new PeriodicTimer(limit / 2, clock);
        try
        {
            do
            {
                if (notAlive() is { } reason)
                {
                    Status("not alive: " + reason);
                }
                else
                {
                    Tell("WATCHDOG=1");
                }
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private void Tell(string message)
    {
        if (socket is null)
        {
            return;
        }

        try
        {
            using var channel = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            channel.Connect(new UnixDomainSocketEndPoint(socket[0] == '@' ? "\0" + socket[1..] : socket));
            channel.Send(System.Text.Encoding.UTF8.GetBytes(message));
        }
        catch (SocketException)
        {
            // A manager that is gone, or being started anew itself, must not end what it manages.
        }
    }
}
