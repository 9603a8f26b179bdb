using System.Diagnostics;
using System.Text.Json;

namespace DiCNet.Tests.EndToEnd;

/// <summary>The program as a process of its own.</summary>
sealed class Dicnet : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private Dicnet(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "dicnet.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var running = Start(arguments);
        return await running.EndAsync();
    }

    public static Dicnet Start(params string[] arguments) => new(arguments);

    /// <summary>The manifest of a finished run.</summary>
    public static JsonElement Manifest(string folder) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json"))).RootElement;

    /// <summary>received = scored + dropped + failed.</summary>
    public static bool IsConserved(JsonElement manifest)
    {
        var frames = manifest.GetProperty("frames");
        var lost = frames.GetProperty("dropped").EnumerateObject().Concat(frames.GetProperty("failed").EnumerateObject()).Sum(r => r.Value.GetInt64());
        return frames.GetProperty("received").GetInt64() == frames.GetProperty("scored").GetInt64() + lost;
    }

    /// <summary>As a terminal's Ctrl-C does.</summary>
    public void Interrupt() => Process.Start("kill", ["-INT", $"{_process.Id}"]).WaitForExit();

    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await _process.WaitForExitAsync(limit.Token);
        return (_process.ExitCode, await _output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
