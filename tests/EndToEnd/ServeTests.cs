using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DiCNet.Tests.Ingest;
using Xunit;

namespace DiCNet.Tests.EndToEnd;

/// <summary>dicnet serve as its users run it: real processes, real cameras, real faults.</summary>
[Collection(Alone.Name)]
public sealed class ServeTests
{
    private const string Canary = "Canary7Pa55word";

    private const string Live = """
        server: { port: 0 }
        streams:
          - id: clip
            uri: samples/camvid-cyclists.mp4
            source: { loop: true }
            outputs: { events: FOLDER/events.jsonl, record: FOLDER/record, segmentSeconds: 2 }
          - id: pattern
            uri: test:seed=1,frames=100000,size=320x240,fps=5
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Streams_are_scored_shown_recorded_and_accounted_for()
    {
        await using var serving = await Serving.StartAsync(Live);
        await serving.UntilScoredAsync("clip", 60);
        await serving.UntilScoredAsync("pattern", 5);

        Assert.Equal(HttpStatusCode.OK, (await serving.Http.GetAsync("/readyz", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await serving.Http.GetAsync("/livez", Stop)).StatusCode);
        Assert.Contains("<html", await serving.Http.GetStringAsync("/", Stop));
        Assert.Equal([0xff, 0xd8], (await serving.Http.GetByteArrayAsync("/api/streams/clip/latest.jpg?view=overlay", Stop))[..2]);
        await serving.UntilAsync("an event is listed", async () => (await EventsAsync(serving)).GetArrayLength() > 0);
        var metrics = await serving.Http.GetStringAsync("/metrics", Stop);
        Assert.Contains("dicnet_frames_scored_total{source=\"clip\"}", metrics);
        Assert.Contains("dicnet_model_info{", metrics);
        Assert.Contains("dicnet_source_state{source=\"clip\",state=\"streaming\"} 1", metrics);

        var (exitCode, _) = await serving.StopAsync();
        Assert.Equal(130, exitCode);
        AssertConserved(serving, streams: 2);
        Assert.All(File.ReadAllLines(Path.Combine(serving.Folder.FullName, "events.jsonl")), line => JsonDocument.Parse(line));
        var segments = Directory.GetFiles(Path.Combine(serving.Folder.FullName, "record"), "clip-*.mp4");
        Assert.True(segments.Length >= 2, $"{segments.Length} segments");
        Assert.All(segments, s => Assert.True(Clips.Count(s) > 0, s));
    }

    [Fact]
    public async Task A_camera_that_dies_three_times_comes_back_and_no_other_stream_notices()
    {
        var port = LiveRun.FreePort();
        var camera = Camera.Rtsp(port, $"watcher:{Canary}");
        await using var serving = await Serving.StartAsync($$"""
            server: { port: 0 }
            streams:
              - id: camera
                uri: rtsp://watcher:{{Canary}}@127.0.0.1:{{port}}/live
                source: { stallSeconds: 2, reconnectFirstSeconds: 0.5, reconnectMostSeconds: 1 }
              - id: pattern
                uri: test:seed=1,frames=100000,size=320x240,fps=5
            """);
        try
        {
            for (var death = 0; death < 3; death++)
            {
                await serving.UntilScoredAsync("camera", 10);
                camera.Dispose();
                await serving.UntilAsync("the death is seen", async () => await serving.StateAsync("camera") != "streaming");
                await serving.UntilScoredAsync("pattern", 3);
                camera = Camera.Rtsp(port, $"watcher:{Canary}");
            }

            await serving.UntilScoredAsync("camera", 10);
            Assert.Equal(3, (await serving.StreamAsync("camera")).GetProperty("reconnects").GetInt64(), 10.0);
            var other = (await serving.StreamAsync("pattern")).GetProperty("counts");
            Assert.Empty(other.GetProperty("failed").EnumerateObject());

            var answers = await Task.WhenAll(new[] { "/api/streams", "/api/config", "/metrics", "/api/events", "/api/model" }.Select(a => serving.Http.GetStringAsync(a, Stop)));
            var (exitCode, log) = await serving.StopAsync();
            Assert.Equal(130, exitCode);
            Assert.DoesNotContain(Canary, string.Concat(answers) + log);
            Assert.Contains("reconnecting", log);
            AssertConserved(serving, streams: 2);
        }
        finally
        {
            camera.Dispose();
        }
    }

    [Fact]
    public async Task Streams_come_and_go_while_others_run()
    {
        await using var serving = await Serving.StartAsync("server: { port: 0 }");
        var added = await serving.Http.PostAsJsonAsync("/api/streams", new { id = "new", uri = "test:seed=2,frames=100000,size=320x240,fps=10" }, Stop);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        await serving.UntilScoredAsync("new", 5);

        await PostAsync(serving, "/api/streams/new/pause");
        await serving.UntilAsync("it rests", async () => await serving.StateAsync("new") == "paused");
        await PostAsync(serving, "/api/streams/new/resume");
        await serving.UntilScoredAsync("new", 5);

        var bad = await serving.Http.PostAsJsonAsync("/api/streams", new { id = "other", uri = "rstp://camera/live" }, Stop);
        Assert.Equal(HttpStatusCode.UnprocessableContent, bad.StatusCode);
        Assert.Contains("rtsp", await bad.Content.ReadAsStringAsync(Stop));

        Assert.Equal(HttpStatusCode.NoContent, (await serving.Http.DeleteAsync("/api/streams/new", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await serving.Http.GetAsync("/api/streams/new", Stop)).StatusCode);
        await serving.StopAsync();
        AssertConserved(serving, streams: 1);
    }

    [Fact]
    public async Task An_edited_file_takes_effect_and_a_bad_one_changes_nothing()
    {
        await using var serving = await Serving.StartAsync(Live);
        await serving.UntilScoredAsync("pattern", 3);
        var epoch = (await serving.StreamAsync("pattern")).GetProperty("epoch").GetInt32();

        var config = await File.ReadAllTextAsync(serving.ConfigFile, Stop);
        await File.WriteAllTextAsync(serving.ConfigFile, config.Replace("  - id: pattern", "  - idd: pattern"), Stop);
        await serving.UntilAsync("the bad file is told of", () => Task.FromResult(serving.Log.Contains("not taken")));
        Assert.Contains("live.yaml:7:", serving.Log);
        Assert.Contains("did you mean", serving.Log);
        await serving.UntilScoredAsync("pattern", 3);

        var changed = config.Replace("seed=1,", "seed=5,") + "\n  - id: third\n    uri: test:seed=9,frames=100000,size=320x240,fps=5\nevents: { confirmSeconds: 0.2 }\n";
        var check = await serving.Http.PostAsync("/api/config?apply=false", new StringContent(changed, System.Text.Encoding.UTF8, "application/yaml"), Stop);
        var plan = await check.Content.ReadAsStringAsync(Stop);
        Assert.Contains("\"streams.pattern.uri\",\"effect\":\"restartsSource\"", plan);
        Assert.Contains("\"streams.third\",\"effect\":\"live\"", plan);

        var before = await serving.ScoredAsync("clip");
        await File.WriteAllTextAsync(serving.ConfigFile, changed, Stop);
        await serving.UntilAsync("the third stream is there", async () => (await serving.Http.GetAsync("/api/streams/third", Stop)).IsSuccessStatusCode);
        await serving.UntilScoredAsync("third", 3);
        await serving.UntilScoredAsync("pattern", 3);
        Assert.True(await serving.ScoredAsync("clip") > before);
        await serving.StopAsync();
        AssertConserved(serving, streams: 3);
    }

    [Fact]
    public async Task Models_are_swapped_under_load_without_losing_count_and_a_bad_one_is_refused()
    {
        await using var serving = await Serving.StartAsync(Live);
        await serving.UntilScoredAsync("clip", 10);
        var first = await ModelAsync(serving);
        foreach (var bundle in new[] { "models/stub", "models/camvid", "models/stub" })
        {
            var swap = await serving.Http.PostAsJsonAsync("/api/model", new { bundle = Repository.Path(bundle) }, Stop);
            Assert.True(swap.IsSuccessStatusCode, await swap.Content.ReadAsStringAsync(Stop));
            await serving.UntilScoredAsync("clip", 10);
        }

        var refused = await serving.Http.PostAsJsonAsync("/api/model", new { bundle = "no/such/bundle" }, Stop);
        Assert.Equal(HttpStatusCode.UnprocessableContent, refused.StatusCode);
        await serving.UntilScoredAsync("clip", 10);
        Assert.NotEqual(first, await ModelAsync(serving));
        Assert.Contains("dicnet_model_swaps_total{result=\"done\"} 3", await serving.Http.GetStringAsync("/metrics", Stop));
        await serving.StopAsync();
        AssertConserved(serving, streams: 2);
    }

    [Theory]
    [InlineData("server: { address: 0.0.0.0 }", "token")]
    [InlineData("server: { port: 0, token: short }", "16")]
    [InlineData("server: { certificate: none.pem }", "none.pem")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n  - id: a\n    uri: 'test:'", "live.yaml:4:")]
    [InlineData("streams:\n  - id: a\n    urii: 'test:'", "did you mean")]
    [InlineData("streams:\n  - id: a\n    uri: nowhere/clip.mp4", "nowhere/clip.mp4")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n    zones: [{ name: z, polygon: '0,0 1,1 1,0 0,1' }]", "cross")]
    [InlineData("streams: 5", "live.yaml:1:")]
    public async Task A_configuration_that_is_wrong_is_told_with_its_place_and_nothing_starts(string config, string told)
    {
        var folder = Directory.CreateTempSubdirectory("dicnet-config-");
        var file = Path.Combine(folder.FullName, "live.yaml");
        await File.WriteAllTextAsync(file, config, Stop);
        foreach (var arguments in (string[][])[["serve", "--config", file, "--check"], ["serve", "--config", file]])
        {
            var (exitCode, _, errors) = await Dicnet.RunAsync(arguments);
            Assert.Equal(2, exitCode);
            Assert.Contains(told, errors);
            Assert.DoesNotContain("   at ", errors);
        }

        folder.Delete(recursive: true);
    }

    private static async Task<JsonElement> EventsAsync(Serving serving) =>
        (await serving.Http.GetFromJsonAsync<JsonElement>("/api/events", Stop)).GetProperty("events");

    private static async Task<string> ModelAsync(Serving serving) =>
        (await serving.Http.GetFromJsonAsync<JsonElement>("/api/model", Stop)).GetProperty("digest").GetString()!;

    private static async Task PostAsync(Serving serving, string path) =>
        Assert.Equal(HttpStatusCode.NoContent, (await serving.Http.PostAsync(path, new StringContent("", System.Text.Encoding.UTF8, "application/json"), Stop)).StatusCode);

    private static void AssertConserved(Serving serving, int streams)
    {
        var accounts = serving.Accounts().ToList();
        Assert.Equal(streams, accounts.Count);
        Assert.All(accounts, a => Assert.Equal(a.Received, a.Scored + a.Lost));
        Assert.DoesNotContain("missing from the account", serving.Log);
    }
}
