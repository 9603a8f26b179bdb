using System.Text.Json;
using Xunit;

namespace DiCNet.Tests.EndToEnd;

public sealed class VerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dicnet-verbs-");

    [Fact]
    public async Task Demo_needs_no_arguments_but_a_place_and_finds_the_cyclist()
    {
        var (exitCode, output, _) = await Dicnet.RunAsync("demo", "--out", _folder.FullName, "--json");
        Assert.Equal(0, exitCode);
        var manifest = Assert.Single(JsonDocument.Parse(output).RootElement.EnumerateArray());
        Assert.Equal(101, manifest.GetProperty("frames").GetProperty("scored").GetInt32());
        // How many depends on the precision, and so on the processor.
        Assert.InRange(manifest.GetProperty("events").GetInt32(), 1, 4);
        Assert.Equal(101, Clips.Count(Path.Combine(_folder.FullName, "annotated.mp4")));
        var report = File.ReadAllText(Path.Combine(_folder.FullName, "report.html"));
        Assert.Contains("camvid-cyclists-00001", report);
        Assert.Contains("data:image/jpeg;base64,", report);
    }

    [Fact]
    public async Task Inspect_prints_the_contract_and_every_option_in_effect()
    {
        var (exitCode, output, _) = await Dicnet.RunAsync("inspect", "--batch", "3");
        Assert.Equal(0, exitCode);
        Assert.Contains("score float32 [N, 45, 60]", output);
        Assert.Contains("  batch: 3", output);
        Assert.Contains("  videoQuality: 21", output);
    }

    [Fact]
    public async Task Doctor_finds_this_machine_able_and_says_what_it_lacks()
    {
        var (exitCode, output, _) = await Dicnet.RunAsync("doctor");
        Assert.Equal(0, exitCode);
        Assert.Matches(@"ok +provider cpu +loads the model and ran (\d+) of \1 nodes; CPUExecutionProvider", output);
        Assert.Matches(@"ok +ffmpeg +encodes H\.264", output);
        Assert.Matches(@"provider cuda", output);
    }

    [Fact]
    public async Task Bench_sweep_writes_settings_that_a_replay_takes()
    {
        var file = Path.Combine(_folder.FullName, "fastest.yaml");
        var (exitCode, output, errors) = await Dicnet.RunAsync("bench", "sweep", "--rounds", "1", "--batch", "2", "--concurrency", "1", "--out", file);
        Assert.True(exitCode == 0, errors);
        Assert.Matches(@"\| int8 +\| 1 x \d+ \| 2 \|", output);
        Assert.Contains("Peak: float32", output);
        (exitCode, output, errors) = await Dicnet.RunAsync("inspect", "--config", file);
        Assert.True(exitCode == 0, errors);
        Assert.Contains("  batch: 2", output);
    }

    [Fact]
    public async Task Bench_prints_the_ratios_of_one_run()
    {
        var clip = Clips.Make(_folder, "clip.mp4", "@");
        var (exitCode, output, _) = await Dicnet.RunAsync("bench", "pipeline", clip, "--rounds", "1", "--loops", "1", "--json");
        Assert.Equal(0, exitCode);
        var result = JsonDocument.Parse(output).RootElement;
        Assert.Equal(20, result.GetProperty("frames").GetInt32());
        foreach (var name in (string[])["score_path_to_session_ratio", "with_video_to_session_ratio", "managed_bytes_per_frame", "peak_rss_mb"])
        {
            Assert.True(result.GetProperty(name).GetDouble() > 0, name);
        }
    }

    [Fact]
    public async Task Bench_live_follows_every_frame_to_a_viewer_and_into_the_recording()
    {
        var (exitCode, output, errors) = await Dicnet.RunAsync("bench", "live", "--model", Repository.Path("models", "stub"), "--sources", "2", "--seconds", "2", "--limit-ms", "1", "--json");
        Assert.True(exitCode == 0, errors);
        var steady = JsonDocument.Parse(output).RootElement.GetProperty("steady");
        Assert.True(steady.GetProperty("conserved").GetBoolean());
        Assert.InRange(Count("sent"), 20, 60);
        Assert.Equal(Count("sent"), Count("scored") + Count("lost"));
        Assert.True(Count("recorded_codes") > 0);
        Assert.Equal(Count("recorded_pictures"), Count("recorded_codes"));
        Assert.Equal(Count("viewer_pictures"), Count("viewer_codes"));
        Assert.All((string[])["scoring_ms", "viewer_ms", "recorded_ms"], name => Assert.Equal(3, steady.GetProperty(name).GetArrayLength()));
        int Count(string name) => steady.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Help_shows_examples_and_an_unknown_verb_is_the_users_error()
    {
        Assert.Contains("Examples:", (await Dicnet.RunAsync("replay", "--help")).Output);
        Assert.Equal(2, (await Dicnet.RunAsync("repaly", "x.mp4")).ExitCode);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
