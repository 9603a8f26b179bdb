using DiCNet.Ingest;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DiCNet.Tests.Ingest;

public sealed class TestPatternOptionsTests
{
    [Fact]
    public void Every_key_is_read() => Assert.Equal(
        new TestPatternOptions
        {
            Seed = 7,
            Frames = 80,
            Width = 320,
            Height = 240,
            FramesPerSecond = 12.5,
            AnomalyFrom = 20,
            AnomalyTo = 50,
            DropShare = 0.05,
            StallAtFrame = 40,
            StallFor = TimeSpan.FromSeconds(0.5),
            PtsJumpAtFrame = 50,
            PtsJumpBy = TimeSpan.FromSeconds(-1),
        },
        TestPatternOptions.Parse("test:seed=7,frames=80,size=320x240,fps=12.5,anomaly=20-50,drop=0.05,stall=40:0.5,jump=50:-1.0"));

    [Fact]
    public void Nothing_said_means_the_defaults() => Assert.Equal(new TestPatternOptions(), TestPatternOptions.Parse("test:"));

    [Fact]
    public void There_need_be_no_anomaly()
    {
        var options = TestPatternOptions.Parse("test:anomaly=none");
        Assert.True(options.AnomalyTo <= options.AnomalyFrom);
    }

    [Theory]
    [InlineData("test:frmes=3", "unknown key 'frmes'", "did you mean 'frames'", "seed, frames, size, fps, anomaly, drop, stall, jump")]
    [InlineData("test:seed=1,seed=2", "'seed' is given twice")]
    [InlineData("test:size=480", "'size' cannot be '480'", "480x360")]
    [InlineData("test:size=8x480", "'size' cannot be '8x480'")]
    [InlineData("test:anomaly=60-30", "'anomaly' cannot be '60-30'")]
    [InlineData("test:drop=1.5", "'drop' cannot be '1.5'", "0 to 1")]
    [InlineData("test:fps=NaN", "'fps' cannot be 'NaN'")]
    [InlineData("test:stall=4", "'stall' cannot be '4'")]
    [InlineData("test:frames", "'frames' cannot be ''")]
    [InlineData("testing", "not a test pattern", "test:")]
    public void Mistakes_are_named_with_a_way_out(string uri, params string[] words)
    {
        var message = Assert.Throws<UserError>(() => TestPatternOptions.Parse(uri)).Message;
        Assert.All(words, w => Assert.Contains(w, message));
    }

    [Fact]
    public void Nothing_but_a_user_error_is_ever_thrown()
    {
        var word = Gen.OneOf(
            Gen.Elements("seed", "frames", "size", "fps", "anomaly", "drop", "stall", "jump", "none"),
            Gen.Elements("=", ",", "x", "-", ":", "1", "1e400", "NaN", "99999999999999999999"),
            ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""));
        Prop.ForAll(Arb.From(Gen.ListOf(word)), words =>
        {
            try
            {
                TestPatternOptions.Parse("test:" + string.Concat(words));
            }
            catch (UserError)
            {
            }
        }).QuickCheckThrowOnFailure();
    }
}
