using DiCNet.App.Live;
using DiCNet.App.Options;
using DiCNet.Cli;
using DiCNet.Inference;
using DiCNet.Ingest;
using DiCNet.Render;
using Xunit;

namespace DiCNet.Tests.App;

public sealed class ConfigPlanTests
{
    private static readonly StreamOptions s_front = new() { Id = "front", Uri = "test:", Zones = [new ZoneOptions { Name = "bonnet", Polygon = "0,0.9 1,0.9 1,1" }] };
    private static readonly LiveOptions s_now = new() { Streams = [s_front, new StreamOptions { Id = "back", Uri = "test:" }] };

    public static TheoryData<string> Keys => [.. OptionKey.Of(typeof(LiveOptions)).Where(k => k.Kind == SettingKind.Value).Select(k => k.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_key_has_an_effect(string key) => Assert.True(Enum.IsDefined(ConfigPlan.EffectOf(key)));

    [Fact]
    public void The_same_options_change_nothing() => Assert.Empty(ConfigPlan.Between(s_now, s_now with { Streams = [.. s_now.Streams.Select(s => s with { Zones = [.. s.Zones] })] }).Changes);

    [Fact]
    public void Each_changed_key_is_named_with_what_it_takes() => AssertPlan(
        s_now with
        {
            Model = "/models/other",
            Inference = new InferenceOptions { Batch = 2 },
            Server = new ServerOptions { Token = "0123456789abcdef" },
            Streams =
            [
                s_front with
                {
                    Uri = "rtsp://user:hunter2@camera/1",
                    Source = new LiveSourceOptions { StallSeconds = 9 },
                    Outputs = new OutputOptions { JpegQuality = 50 },
                    Zones = [s_front.Zones[0] with { Ignore = true }, new ZoneOptions { Name = "lane", Polygon = "0,0 1,0 1,1" }],
                },
                s_now.Streams[1],
            ],
        },
        "model: live", "inference.batch: needs a restart", "server.token: needs a restart", "streams.front.uri: restarts the source",
        "streams.front.source.stallSeconds: restarts the source", "streams.front.outputs.jpegQuality: live", "streams.front.zones.bonnet.ignore: live", "streams.front.zones.lane: live");

    [Fact]
    public void Streams_are_matched_by_their_names_wherever_they_stand()
    {
        AssertPlan(s_now with { Streams = [new StreamOptions { Id = "side", Uri = "test:" }, s_now.Streams[0]] }, "streams.side: live", "streams.back: live");
        AssertPlan(s_now with { Streams = [s_now.Streams[1], s_front with { Uri = "test:seed=2" }] }, "streams.front.uri: restarts the source", "streams: live");
    }

    private static void AssertPlan(LiveOptions next, params string[] changes)
    {
        var plan = ConfigPlan.Between(s_now, next).Changes.Select(c => c.ToString());
        Assert.Equal(changes, plan);
    }
}
