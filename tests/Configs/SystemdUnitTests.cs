using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using DiCNet.Tests.Render;
using Xunit;

namespace DiCNet.Tests.Configs;

public sealed partial class SystemdUnitTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Systemd_knows_every_key_of_the_unit()
    {
        var (exitCode, output) = await AnalyzeAsync("verify", Unit());
        Assert.True(exitCode == 0, output);
        Assert.Empty(output);
    }

    [Fact]
    public async Task The_service_is_exposed_to_little()
    {
        // 0 is a box in a box, 10 is root; an ordinary service has above 9.
        var (_, output) = await AnalyzeAsync("security", "--offline=true", "--no-pager", Unit());
        var level = double.Parse(Exposure().Match(output).Groups["level"].Value, CultureInfo.InvariantCulture);
        Assert.True(level <= 2, output);
    }

    /// <summary>The shipped unit, with a program that this machine has: verify looks for it.</summary>
    private string Unit()
    {
        var text = File.ReadAllText(Repository.Path("configs", "systemd", "dicnet.service"));
        Assert.Contains("ExecStart=/usr/bin/dotnet /opt/dicnet/bin/dicnet.dll serve", text, StringComparison.Ordinal);
        var unit = _folder.File("dicnet.service");
        File.WriteAllText(unit, text.Replace("ExecStart=/usr/bin/dotnet", "ExecStart=/bin/true", StringComparison.Ordinal).Replace("Documentation=file:/opt/dicnet/README.md", "", StringComparison.Ordinal));
        return unit;
    }

    private static async Task<(int ExitCode, string Output)> AnalyzeAsync(params string[] arguments)
    {
        var tool = new[] { "/usr/bin/systemd-analyze", "/bin/systemd-analyze" }.FirstOrDefault(File.Exists);
        if (tool is null)
        {
            Assert.Skip("systemd-analyze is not installed; it comes with systemd");
        }

        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    [GeneratedRegex(@"Overall exposure level.*: (?<level>[0-9.]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Exposure();
}
