using Xunit;

namespace DiCNet.Tests.Configs;

public sealed class ContainerfileTests
{
    private static readonly string[] s_lines = File.ReadAllLines(Repository.Path("configs", "container", "Containerfile"));

    [Fact]
    public void Whatever_is_copied_is_in_the_repository_and_in_the_context()
    {
        var allowed = File.ReadAllLines(Repository.Path("configs", "container", "Containerfile.dockerignore")).Where(l => l.StartsWith('!')).Select(l => l[1..].TrimEnd('/')).ToList();
        var sources = s_lines.Where(l => l.StartsWith("COPY ", StringComparison.Ordinal) && !l.Contains("--from=", StringComparison.Ordinal))
            .SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..^1]).Select(s => s.TrimEnd('/')).ToList();

        Assert.NotEmpty(sources);
        Assert.All(sources, s => Assert.True(Path.Exists(Repository.Path(s)), s));
        Assert.All(sources, s => Assert.Contains(allowed, a => a == s || (a.EndsWith('*') && s.StartsWith(a[..^1], StringComparison.Ordinal))));
    }

    [Fact]
    public void It_does_not_run_as_root_and_is_asked_whether_it_lives()
    {
        Assert.Contains("USER $APP_UID", s_lines);
        Assert.Contains(s_lines, l => l.StartsWith("HEALTHCHECK ", StringComparison.Ordinal) && l.Contains("/livez", StringComparison.Ordinal));
    }
}
