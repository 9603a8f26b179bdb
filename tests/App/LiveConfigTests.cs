using System.Collections;
using System.Text.RegularExpressions;
using DiCNet.App.Options;
using DiCNet.Cli;
using DiCNet.Inference;
using DiCNet.Ingest;
using Xunit;

namespace DiCNet.Tests.App;

public sealed partial class LiveConfigTests : IDisposable
{
    private const string Canary = "canary-0123456789";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dicnet-live-");

    [Fact]
    public void The_shipped_configuration_is_the_clip_as_a_camera_and_states_the_defaults()
    {
        var options = OptionsLoader.Load<LiveOptions>(Repository.Path("configs", "live.yaml"), new Hashtable(), []);
        var stream = Assert.Single(options.Streams);
        Assert.True(File.Exists(Repository.Path(stream.Uri)));
        Assert.Equal(new LiveOptions(), options with { Streams = [] });
        Assert.Equal(new StreamOptions { Id = "cyclists", Uri = stream.Uri, Source = new LiveSourceOptions { Loop = true } }, stream with { Zones = [] });
    }

    [Fact]
    public void The_shipped_configuration_shows_every_key_and_none_that_does_not_exist()
    {
        var text = Hidden().Replace(File.ReadAllText(Repository.Path("configs", "live.yaml")), "${key}");
        var environment = new Hashtable { ["DICNET_TOKEN"] = Canary, ["CERTIFICATE_PASSWORD"] = Canary, ["ALARM_TOKEN"] = Canary, ["FRONT_CAMERA_PASSWORD"] = Canary };
        var settings = ConfigFile.Parse(text, "live.yaml");
        Assert.Equal(2, OptionsLoader.Bind<LiveOptions>(OptionsLoader.FromFile(settings, environment)).Options.Streams.Count);
        Assert.Empty(OptionKey.Of(typeof(LiveOptions)).Select(k => k.Key).Except(settings.Select(s => Number().Replace(s.Key, ":*"))));
    }

    [Fact]
    public void A_secret_that_was_shown_hidden_comes_back_as_it_was()
    {
        var uri = $"rtsp://watcher:{Canary}@127.0.0.1:554/live";
        var config = LiveConfig.Parse($"server: {{ token: {Canary}{Canary} }}\nstreams:\n  - id: front\n    uri: {uri}\n", "live.yaml", new Hashtable(), []);
        var shown = LiveConfigText.Write(config.Options);
        Assert.DoesNotContain(Canary, shown);

        var back = config.With(shown, "page", config.Options).Options;
        Assert.Equal((uri, Canary + Canary), (back.Streams[0].Uri, back.Server.Token));

        var other = shown.Replace("id: front", "id: back", StringComparison.Ordinal);
        Assert.Contains("stands for a secret that is not known here", Assert.Throws<UserError>(() => config.With(other, "page", config.Options)).Message);
    }

    [Fact]
    public void Streams_come_from_file_environment_and_command_line()
    {
        var environment = new Hashtable { ["DICNET__STREAMS__0__URI"] = "test:seed=2", ["DICNET__STREAMS__0__OUTPUTS__VIEWERS"] = "7", ["DICNET__INGEST__FRAMESINFLIGHT"] = "3" };
        Setting[] commandLine = [new("streams:0:id", "more", "stream 1"), new("streams:0:uri", "test:", "stream 1")];
        var config = LiveConfig.Parse(Streams("front", "back"), "live.yaml", environment, commandLine);
        Assert.Equal(["front", "back", "more"], config.Options.Streams.Select(s => s.Id));
        Assert.Equal(("test:seed=2", 7), (config.Options.Streams[0].Uri, config.Options.Streams[0].Outputs.Viewers));
        Assert.Equal("live.yaml:5:10", config.Where("streams:1:uri"));
        Assert.Equal("live.yaml:4:5", config.Where("streams:1:outputs:record"));
        Assert.Equal(["a", "more"], config.With(Streams("a").Replace("test:", "test:seed=3"), "live.yaml", config.Options).Options.Streams.Select(s => s.Id));
        Assert.Contains("stream 1: 'streams.1.id' is 'more', and so is 'streams.0.id'", Assert.Throws<UserError>(() => config.With(Streams("more"), "live.yaml", config.Options)).Message);
    }

    [Fact]
    public void There_need_be_no_stream_at_all()
    {
        Assert.Empty(LiveConfig.Load(null, new Hashtable(), []).Options.Streams);
        Assert.Empty(Parse("streams:\nshadow:\n").Options.Streams);
        Assert.Empty(Parse("streams: []\n").Options.Streams);
    }

    [Theory]
    [InlineData("streams:\n  - id: a\n    url: 'test:'\n", "live.yaml:3:10: there is no key 'streams.0.url'; did you mean 'streams.0.uri'?")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n    zones:\n      - nam: x\n", "live.yaml:5:14: there is no key 'streams.0.zones.0.nam'; did you mean 'streams.0.zones.0.name'?")]
    [InlineData("streams:\n  - id: a\n", "live.yaml:2:5: 'streams.0.uri' is missing")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n    source: { stallSeconds: soon }\n", "live.yaml:4:29: 'streams.0.source.stallSeconds' is 'soon'; it must be a number")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n    source: { loop: often }\n", "it must be true or false")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n    outputs: { viewers: 0 }\n", "live.yaml:4:25: 'streams.0.outputs.viewers' is 0; it must be between 1 and 10000")]
    [InlineData("streams: front\n", "live.yaml:1:10: 'streams' holds a value where a list is expected; begin each of its items with '- '")]
    [InlineData("streams:\n  front:\n    uri: 'test:'\n", "live.yaml:2:3: 'streams' holds a section where a list is expected")]
    [InlineData("streams:\n  - front\n", "live.yaml:2:5: 'streams.0' holds a value where a section is expected")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n  -\n", "'streams.1' is empty")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n  - id: a\n    uri: 'test:'\n", "live.yaml:4:9: 'streams.1.id' is 'a', and so is 'streams.0.id'")]
    [InlineData("streams:\n  - id: a/b\n    uri: 'test:'\n", "live.yaml:2:9: 'streams.0.id' is wrong: 'a/b' cannot name a stream; use 1 to 64")]
    [InlineData("streams:\n  - id: a\n    uri: /absent/drive.mp4\n", "live.yaml:3:10: 'streams.0.uri' is '/absent/drive.mp4', and there is no such file or folder")]
    [InlineData("streams:\n  - id: a\n    uri: rtps://user:hunter2@camera/1\n", "live.yaml:3:10: 'streams.0.uri' is 'rtps://***@camera/1'; its scheme is 'rtps'")]
    [InlineData("streams:\n  - id: a\n    uri: rtsp://\n", "which names no host")]
    [InlineData("streams:\n  - id: a\n    uri: test:frmes=3\n", "live.yaml:3:10: 'streams.0.uri' is wrong: unknown key 'frmes'; did you mean 'frames'?")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n    source: { reconnectFirstSeconds: 9, reconnectMostSeconds: 3 }\n", "live.yaml:4:63: 'streams.0.source.reconnectMostSeconds' is 3, less than 'streams.0.source.reconnectFirstSeconds', 9")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n    source: { reconnectFirstSeconds: 50 }\n", "live.yaml:4:13: 'streams.0.source.reconnectMostSeconds' is 30")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n    outputs:\n      record: /proc/dicnet\n", "live.yaml:5:15: 'streams.0.outputs.record' needs the folder '/proc/dicnet', and it cannot be written")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n    outputs:\n      events: /proc/dicnet/x.jsonl\n", "live.yaml:5:15: 'streams.0.outputs.events' needs the folder '/proc/dicnet'")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n    outputs:\n      events: /tmp\n", "live.yaml:5:15: 'streams.0.outputs.events' is '/tmp', a folder")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n    outputs:\n      push: http://x:hunter2@media/a\n", "live.yaml:5:13: 'streams.0.outputs.push' is 'http://***@media/a'; its scheme is 'http'; begin it with rtsp://")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n    outputs:\n      webhook: alarms.example\n", "its scheme is missing; begin it with http://, https://")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n    outputs:\n      webhook: https://alarms.example?token=hunter2\n", "live.yaml:5:16: 'streams.0.outputs.webhook' is given without 'streams.0.outputs.outbox'")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n    zones:\n      - { name: z, polygon: '0,0 1,1 1,0 0,1' }\n", "live.yaml:5:29: 'streams.0.zones.0.polygon' is wrong: the polygon crosses itself: its edge 1 (0,0 to 1,1) meets its edge 3 (1,0 to 0,1)")]
    [InlineData("streams:\n  - id: a\n    uri: 'test:'\n    zones:\n      - { name: z, polygon: '0,0 1,0 1,1' }\n      - { name: z, polygon: '0,0 1,0 1,1' }\n", "live.yaml:6:17: 'streams.0.zones.1.name' is 'z', and so is 'streams.0.zones.0.name'")]
    [InlineData("model: /absent\n", "live.yaml:1:8: 'model' is '/absent', which is no model bundle")]
    [InlineData("threshold: /absent.yaml\n", "live.yaml:1:12: 'threshold' is '/absent.yaml', which cannot be read")]
    [InlineData("shadow:\n  model: /absent\n", "live.yaml:2:10: 'shadow.model' is '/absent', which is no model bundle")]
    [InlineData("server:\n  address: camera-box\n", "live.yaml:2:12: 'server.address' is 'camera-box'; give an IP address")]
    [InlineData("server:\n  address: 0.0.0.0\n", "live.yaml:2:12: 'server.address' is 0.0.0.0, which others can reach, but there is no 'server.token'")]
    [InlineData("server:\n  token: hunter2\n", "live.yaml:2:10: 'server.token' is shorter than 16 characters")]
    [InlineData("server:\n  certificate: /absent.pem\n", "live.yaml:2:16: 'server.certificate' is '/absent.pem', which cannot be read")]
    [InlineData("server:\n  certificateKey: /etc/hostname\n", "live.yaml:2:19: 'server.certificateKey' is given without 'server.certificate'")]
    [InlineData("server:\n  port: 70000\n", "live.yaml:2:9: 'server.port' is 70000; it must be between 0 and 65535")]
    public void A_mistake_is_named_with_key_place_and_what_to_do(string yaml, string message)
    {
        var said = Assert.Throws<UserError>(() => Parse(yaml)).Message;
        Assert.Contains(message, said);
        Assert.Contains("; ", said);
        Assert.DoesNotContain("hunter2", said);
    }

    [Fact]
    public void A_certificate_without_its_key_is_refused()
    {
        var file = Path.Combine(_folder.FullName, "server.pem");
        File.WriteAllText(file, "-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----\n");
        Assert.Contains("is a PEM file without the private key; name the key's file by 'server.certificateKey'",
            Assert.Throws<UserError>(() => Parse($"server:\n  certificate: {file}\n")).Message);
    }

    [Fact]
    public void A_gap_in_numbered_variables_is_named() => Assert.Contains(
        "environment variable DICNET__STREAMS__2__ID: there is a 'STREAMS.2' but no 'STREAMS.1'",
        Assert.Throws<UserError>(() => LiveConfig.Parse(Streams("a"), "x", new Hashtable { ["DICNET__STREAMS__2__ID"] = "c", ["DICNET__STREAMS__2__URI"] = "test:" }, [])).Message);

    [Fact]
    public void Checking_leaves_nothing_behind()
    {
        var (record, events) = (Path.Combine(_folder.FullName, "a", "b"), Path.Combine(_folder.FullName, "c", "events.jsonl"));
        Parse($"streams:\n  - id: a\n    uri: 'test:'\n    outputs: {{ record: {record}, events: {events} }}\n");
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public void Secrets_are_known_to_the_redactor_once_they_are_read()
    {
        Parse($"server: {{ token: token-{Canary} }}\nstreams:\n  - id: a\n    uri: rtsp://viewer:uri-{Canary}@camera/1\n    outputs: {{ push: 'srt://x:1?streamid=push-{Canary}' }}\n");
        Assert.Equal("*** *** ***", Redactor.Clean($"token-{Canary} uri-{Canary} push-{Canary}"));
    }

    [Fact]
    public void A_stream_that_comes_alone_is_checked_by_the_same_rules()
    {
        Assert.Contains("'source.stallSeconds' is 0", Wrong(new StreamOptions { Id = "a", Uri = "test:", Source = new LiveSourceOptions { StallSeconds = 0 } }));
        Assert.Contains("'uri' is missing", Wrong(new StreamOptions { Id = "a" }));
        Assert.Contains("'zones.0.polygon' is wrong", Wrong(new StreamOptions { Id = "a", Uri = "test:", Zones = [new ZoneOptions { Name = "z", Polygon = "0,0" }] }));

        static string Wrong(StreamOptions stream) => Assert.Throws<UserError>(() => LiveChecks.Check(stream)).Message;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static LiveConfig Parse(string yaml) => LiveConfig.Parse(yaml, "live.yaml", new Hashtable(), []);

    private static string Streams(params string[] ids) => "streams:\n" + string.Concat(ids.Select(id => $"  - id: {id}\n    uri: 'test:'\n"));

    /// <summary>What hides a key in a comment; taking it away leaves the key with its indentation.</summary>
    [GeneratedRegex("^#(?<key> *(?:- )?[A-Za-z]+:(?: |$))", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Hidden();

    [GeneratedRegex(":[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
