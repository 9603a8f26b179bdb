using System.Runtime.InteropServices;

namespace DiCNet.Cli;

/// <summary>Ctrl-C and SIGTERM: the first asks the run to finish well, the second ends the process at once.</summary>
public sealed partial class Signals : IDisposable
{
    private readonly string _firstWord;
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    /// <summary>Listens until disposed.</summary>
    /// <param name="firstWord">What to say on stderr at the first signal.</param>
    public Signals(string firstWord)
    {
        _firstWord = firstWord;
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, On), PosixSignalRegistration.Create(PosixSignal.SIGTERM, On)];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
    }

    private void On(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1)
        {
            // Not Environment.Exit: that takes native libraries down under threads that are still calculating, and the process crashes.
            ExitNow(ExitCode.Interrupted);
        }

        Console.Error.WriteLine(_firstWord);
        _stop.Cancel();
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void ExitNow(int code);
}
