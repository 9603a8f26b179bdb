using Xunit;

namespace DiCNet.Tests.EndToEnd;

public sealed class ServeCheckTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dicnet-check-");

    [Fact]
    public async Task Streams_of_the_command_line_are_named_after_where_they_come_from()
    {
        var (exitCode, output, _) = await Dicnet.RunAsync("serve", "--check", "test:", "test:seed=2", "rtsp://viewer:hunter2@camera/front?token=abcdef");
        Assert.Equal((0, "configuration is good: 3 streams\n"), (exitCode, output));
    }

    [Fact]
    public async Task A_check_against_what_runs_tells_what_each_change_takes()
    {
        var (now, next) = (Write("now.yaml", "streams:\n  - { id: a, uri: 'rtsp://viewer:hunter2@camera/1' }\n"), Write("next.yaml", "server: { port: 0 }\nstreams:\n  - { id: a, uri: 'test:' }\n"));
        var (exitCode, output, _) = await Dicnet.RunAsync("serve", "--check", "--config", next, "--against", now);
        Assert.Equal((0, "configuration is good: 1 stream\nserver.port: needs a restart\nstreams.a.uri: restarts the source\n"), (exitCode, output));
    }

    [Fact]
    public async Task A_wrong_configuration_is_the_users_error_and_tells_no_password()
    {
        var file = Write("bad.yaml", "streams:\n  - id: a\n    uri: rtps://viewer:hunter2@camera/1\n");
        var (exitCode, output, errors) = await Dicnet.RunAsync("serve", "--check", "--config", file);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains($"dicnet: {file}:3:10: 'streams.0.uri' is 'rtps://***@camera/1'", errors);
        Assert.DoesNotContain("   at ", errors);
    }

    [Fact]
    public async Task Inspect_prints_a_live_configuration_without_its_secrets()
    {
        var file = Write("live.yaml", "server:\n  token: swordfish-0123456789\nstreams:\n  - id: a\n    uri: rtsp://viewer:hunter2@camera/1\n");
        var (exitCode, output, _) = await Dicnet.RunAsync("inspect", "--config", file);
        Assert.Equal(0, exitCode);
        Assert.Contains("score float32 [N, 45, 60]", output);
        Assert.Contains("    uri: rtsp://***@camera/1", output);
        Assert.Contains("  token: '***'", output);
        Assert.DoesNotContain("swordfish", output);
        Assert.DoesNotContain("hunter2", output);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string name, string yaml)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, yaml);
        return file;
    }
}
