using Prometheus;
using Xunit;

namespace DiCNet.Tests.Core;

public sealed class FrameTests
{
    private readonly StreamMetrics _metrics = new PipelineMetrics(Metrics.NewCustomRegistry()).Of(new StreamId("front"));

    [Fact]
    public void Every_frame_is_accounted_for_exactly_once()
    {
        using var pool = new Pool<Frame>(1, () => new Frame());
        Use(pool, f => f.CountScored(default, TimeSpan.FromSeconds(1), 0));
        Use(pool, f => f.CountDropped(DropReason.Stale));
        Use(pool, _ => { });
        var counts = _metrics.Counts();
        Assert.Equal((3, 1, 2), (counts.Received, counts.Scored, counts.Lost));
        Assert.Equal((1, 1), (counts.Dropped[DropReason.Stale], counts.Dropped[DropReason.Shutdown]));
        Assert.True(counts.Conserved);
    }

    [Fact]
    public void A_frame_that_was_never_identified_is_not_counted()
    {
        using var pool = new Pool<Frame>(1, () => new Frame());
        pool.TryRent(out var frame);
        frame!.Dispose();
        Assert.Equal(0, _metrics.Counts().Received);
    }

    [Fact]
    public void A_frame_carries_both_clocks_and_its_place()
    {
        using var pool = new Pool<Frame>(1, () => new Frame());
        Use(pool, f => Assert.Equal(("front", 7L, TimeSpan.FromSeconds(2), 99L), (f.Stream.Name, f.Sequence, f.MediaTime, f.CapturedAt)));
    }

    private void Use(Pool<Frame> pool, Action<Frame> use)
    {
        pool.TryRent(out var frame);
        using (frame)
        {
            frame!.Identify(_metrics, 7, TimeSpan.FromSeconds(2), 99);
            use(frame);
        }
    }
}
