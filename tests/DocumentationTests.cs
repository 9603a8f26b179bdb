using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using DiCNet.Render;
using Xunit;

namespace DiCNet.Tests;

public sealed partial class DocumentationTests
{
    [Fact]
    public void The_event_example_is_an_event()
    {
        var example = File.ReadLines(Repository.Path("ARCHITECTURE.md")).Single(l => l.StartsWith("{\"schema\"", StringComparison.Ordinal));
        var message = EventJson.Read(Encoding.UTF8.GetBytes(example));
        Assert.Equal(EventPhase.Started, message.Phase);
        Assert.Equal(example, Encoding.UTF8.GetString(EventJson.Write(message)));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("ARCHITECTURE.md")]
    public void Files_that_the_documents_name_exist(string document)
    {
        var text = File.ReadAllText(Repository.Path(document));
        var named = Named().Matches(text).Select(m => m.Groups["path"].Value.TrimEnd('/')).Distinct().ToList();
        Assert.NotEmpty(named);
        Assert.All(named, path => Assert.True(File.Exists(Repository.Path(path)) || Directory.Exists(Repository.Path(path)), $"{document} names {path}"));
    }

    [Fact]
    public async Task The_speed_tables_are_those_of_the_committed_results()
    {
        using var check = Process.Start(new ProcessStartInfo(Repository.Path("bench", "readme"), ["--check"]) { RedirectStandardError = true, UseShellExecute = false })!;
        var errors = await check.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(check.ExitCode == 0, errors);
    }

    /// <summary>Paths in backticks or links that start at a folder of the repository, or are a document of it.</summary>
    [GeneratedRegex(@"[`(](?<path>(?:src|tests|bindings|configs|samples|models)/[A-Za-z0-9_./-]*|[A-Z]+\.md|LICENSE|NativeStack\.targets)[`)]", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
