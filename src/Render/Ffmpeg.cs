using System.ComponentModel;
using System.Diagnostics;

namespace DiCNet.Render;

/// <summary>One run of the program ffmpeg as a child in a session of its own: a terminal's Ctrl-C does not reach it.</summary>
sealed class Ffmpeg : IAsyncDisposable
{
    private const int KeptLines = 6;
    private static readonly TimeSpan s_killed = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Queue<string> _said = new();

    private Ffmpeg(Process process) => _process = process;

    private static string SearchPath => Environment.GetEnvironmentVariable("PATH") ?? "";

    /// <summary>What it reads.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Its process, for tests that end it.</summary>
    public int Id => _process.Id;

    /// <summary>How it ended; only after <see cref="ExitAsync"/> said that it did.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The last lines of its complaints, on one line.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return string.Join("; ", _said);
            }
        }
    }

    /// <summary>Checks that it is installed.</summary>
    /// <exception cref="UserError">It is not.</exception>
    public static void Require()
    {
        Find("ffmpeg", "ffmpeg", SearchPath);
        Find("setsid", "util-linux", SearchPath);
    }

    /// <summary>Where a program lies.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="package">The package that has it.</param>
    /// <param name="searchPath">Folders, as in PATH.</param>
    /// <exception cref="UserError">It lies in none of them.</exception>
    public static string Find(string program, string package, string searchPath)
    {
        foreach (var folder in searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var file = Path.Combine(folder, program);
            if (File.Exists(file))
            {
                return file;
            }
        }

        throw new UserError($"the program {program} is not installed; annotated video needs it", "", $"install the package {package}, or run with --no-video");
    }

    /// <summary>Starts it. The caller owns the result.</summary>
    /// <param name="arguments">Its arguments, each as it is.</param>
    /// <param name="folder">Where it works; null is here.</param>
    /// <exception cref="UserError">It is not installed or cannot be started.</exception>
    public static Ffmpeg Start(IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(Find("setsid", "util-linux", SearchPath))
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder ?? "",
        };
        start.ArgumentList.Add(Find("ffmpeg", "ffmpeg", SearchPath));
        foreach (var argument in (IEnumerable<string>)["-hide_banner", "-loglevel", "error", "-nostats", "-y", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            var child = new Ffmpeg(Process.Start(start)!);
            child._process.ErrorDataReceived += (_, line) => child.Keep(line.Data);
            child._process.BeginErrorReadLine();
            return child;
        }
        catch (Win32Exception e)
        {
            throw new UserError($"ffmpeg cannot be started ({e.Message})", "", "repair its installation, or run with --no-video", e);
        }
    }

    /// <summary>Ends its input, after which it is to end by itself.</summary>
    public void CloseInput()
    {
        try
        {
            Input.Dispose();
        }
        catch (IOException)
        {
            // It is gone already; how it ended is told by its exit code.
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Whether it ended in time.</returns>
    public async Task<bool> ExitAsync(TimeSpan patience)
    {
        using var enough = new CancellationTokenSource(patience);
        try
        {
            await _process.WaitForExitAsync(enough.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Ends it at once.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await ExitAsync(s_killed);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        CloseInput();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_said)
        {
            _said.Enqueue(line.Trim());
            if (_said.Count > KeptLines)
            {
                _said.Dequeue();
            }
        }
    }
}
