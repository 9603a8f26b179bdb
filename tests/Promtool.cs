using System.Diagnostics;
using Xunit;

namespace DiCNet.Tests;

/// <summary>Prometheus' own checker; tests that need it are skipped where it is not.</summary>
static class Promtool
{
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(), arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    public static string Find()
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "promtool"))
            .Prepend(Repository.Path(".native", "bin", "promtool"))
            .FirstOrDefault(File.Exists);
        if (found is null)
        {
            Assert.Skip("promtool is not installed; get it from the prometheus package of the system");
        }

        return found;
    }
}
