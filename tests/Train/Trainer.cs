using System.Diagnostics;

namespace DiCNet.Tests.Train;

/// <summary>dicnet-train as a process.</summary>
static class Trainer
{
    public static async Task<(int Exit, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Repository.Program("Train", "dicnet-train.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, Environment = { ["OPENCV_LOG_LEVEL"] = "SILENT" },
        })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await errors);
    }
}
