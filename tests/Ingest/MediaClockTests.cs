using DiCNet.Ingest;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DiCNet.Tests.Ingest;

public sealed class MediaClockTests
{
    [Fact]
    public void Time_runs_forwards_whatever_the_pts() => Prop
        .ForAll<double[], double>((pts, rate) =>
        {
            var clock = new MediaClock(MediaClock.IsPlausible(rate) ? rate : 25);
            var times = pts.Select(p => clock.Next(p, out _)).ToArray();
            return times.All(t => t >= TimeSpan.Zero) && times.Zip(times.Skip(1)).All(p => p.First < p.Second);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_pts_that_is_not_repaired_is_the_time() => Prop
        .ForAll<double[]>(pts =>
        {
            var clock = new MediaClock(25);
            return pts.All(p =>
            {
                var time = clock.Next(p, out var repaired);
                return repaired || Math.Abs(time.TotalSeconds - p) < 1e-6;
            });
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Good_pts_pass_untouched() => Run([0, 0.04, 0.09, 7], ["0", "0.04", "0.09", "7"]);

    [Fact]
    public void A_pts_that_stands_still_is_moved_by_one_frame() => Run([0, 0.5, 0.5, 0.7], ["0", "0.5", "0.6r", "0.7"]);

    [Fact]
    public void A_pts_that_jumps_back_is_replaced_until_it_has_caught_up() =>
        Run([1.0, 1.1, 0.2, 0.3, 1.4], ["1", "1.1", "1.2r", "1.3r", "1.4"]);

    [Fact]
    public void A_missing_pts_is_replaced() =>
        Run([double.NaN, 0.1, double.NaN, double.PositiveInfinity, -3, 1e300], ["0r", "0.1", "0.2r", "0.3r", "0.4r", "0.5r"]);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0)]
    [InlineData(-25)]
    [InlineData(90000)]
    public void An_absurd_rate_is_not_believed(double rate) => Assert.False(MediaClock.IsPlausible(rate));

    private static void Run(double[] pts, string[] expected)
    {
        var clock = new MediaClock(10);
        Assert.Equal(expected, pts.Select(p => $"{clock.Next(p, out var repaired).TotalSeconds}{(repaired ? "r" : "")}"));
    }
}
