using DiCNet.Ingest;
using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Ingest;

public sealed class TestPatternPicturesTests
{
    private readonly StreamMetrics _metrics = Reading.Metrics();

    [Fact]
    public async Task The_same_seed_gives_the_same_pixels()
    {
        var first = await PixelsAsync("test:seed=3,frames=6,size=64x48,anomaly=2-5");
        Assert.Equal(first, await PixelsAsync("test:seed=3,frames=6,size=64x48,anomaly=2-5"));
        var other = await PixelsAsync("test:seed=4,frames=6,size=64x48,anomaly=2-5");
        Assert.All(first.Zip(other), p => Assert.NotEqual(p.First, p.Second));
        Assert.Equal(first.Count, first.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("size=480x360")]
    [InlineData("size=97x65,seed=5")]
    [InlineData("size=16x16")]
    public void The_anomaly_is_where_it_is_said_to_be(string uri)
    {
        var options = TestPatternOptions.Parse($"test:{uri}");
        using var with = new TestPatternScene(options);
        using var without = new TestPatternScene(options with { AnomalyTo = 0 });
        using var a = new Mat();
        using var b = new Mat();
        for (var i = 28; i < 62; i++)
        {
            with.Draw(i, a);
            without.Draw(i, b);
            Assert.Equal(with.AnomalyBox(i), Difference(a, b));
            Assert.Equal(i is >= 30 and < 60, with.AnomalyBox(i) is not null);
        }

        Assert.NotEqual(with.AnomalyBox(30), with.AnomalyBox(59));
    }

    [Fact]
    public async Task Frames_left_out_are_counted_and_leave_gaps()
    {
        using var source = Make("test:frames=200,size=32x32,drop=0.25");
        var seen = await Reading.AllAsync(source);
        var counts = _metrics.Counts();
        Assert.Equal((200, 200 - seen.Count), (counts.Received, counts.Dropped[DropReason.Source]));
        Assert.InRange(seen.Count, 130, 170);
        Assert.All(seen, s => Assert.Equal(s.Sequence / 15.0, s.Time.TotalSeconds, 5));
        Assert.True(counts.Conserved);
    }

    [Fact]
    public async Task A_stall_waits_on_the_given_clock()
    {
        var clock = new HurriedClock();
        using var source = Make("test:frames=5,size=32x32,stall=3:1800", clock);
        Assert.Equal(5, (await Reading.AllAsync(source)).Count);
        Assert.Equal([TimeSpan.FromMinutes(30)], clock.Waits);
    }

    [Fact]
    public async Task A_stop_ends_a_stall()
    {
        using var source = Make("test:frames=5,size=32x32,stall=3:3600");
        await Reading.StopAfterAsync(source, 3);
        Assert.True(_metrics.Counts().Conserved);
    }

    [Fact]
    public async Task A_backward_jump_of_the_pts_is_repaired_and_counted()
    {
        using var source = Make("test:frames=20,size=32x32,fps=10,jump=5:-1");
        var seen = await Reading.AllAsync(source);
        Assert.All(seen, s => Assert.Equal(s.Sequence / 10.0, s.Time.TotalSeconds, 5));
        Assert.Equal(15, _metrics.RepairedPts);
    }

    [Fact]
    public async Task A_forward_jump_of_the_pts_is_kept()
    {
        using var source = Make("test:frames=20,size=32x32,fps=10,jump=5:2");
        var seen = await Reading.AllAsync(source);
        Assert.Equal([0.4, 2.5], seen.Skip(4).Take(2).Select(s => Math.Round(s.Time.TotalSeconds, 6)));
        Assert.Equal(0, _metrics.RepairedPts);
    }

    [Fact]
    public async Task The_buffers_are_filled_again_and_again()
    {
        using var source = Make("test:frames=20,size=64x48");
        var memory = new HashSet<IntPtr>();
        await Reading.AllAsync(source, f => memory.Add(f.Pixels.Data));
        Assert.Equal(2, memory.Count);
    }

    private static PixelBox? Difference(Mat a, Mat b)
    {
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, -1, -1);
        for (var y = 0; y < a.Rows; y++)
        {
            var rowA = a.RowSpan<byte>(y);
            var rowB = b.RowSpan<byte>(y);
            for (var i = 0; i < rowA.Length; i++)
            {
                if (rowA[i] != rowB[i])
                {
                    (left, top, right, bottom) = (Math.Min(left, i / 3), Math.Min(top, y), Math.Max(right, i / 3), y);
                }
            }
        }

        return bottom < 0 ? null : new PixelBox(left, top, right - left + 1, bottom - top + 1);
    }

    private Recording Make(string uri, TimeProvider? clock = null) =>
        new(new TestPatternPictures(uri, _metrics.Stream), 2, _metrics, clock ?? TimeProvider.System);

    private async Task<List<string>> PixelsAsync(string uri)
    {
        using var source = Make(uri);
        var pixels = new List<string>();
        await Reading.AllAsync(source, f => pixels.Add(Convert.ToHexString(f.Pixels.AsSpan<byte>())));
        return pixels;
    }

    /// <summary>Every wait is over at once and written down.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
