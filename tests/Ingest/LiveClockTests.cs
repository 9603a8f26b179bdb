using DiCNet.Ingest;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DiCNet.Tests.Ingest;

public sealed class LiveClockTests
{
    private readonly LiveClock _clock = new(TimeProvider.System);

    [Fact]
    public void A_camera_begins_at_zero_wherever_its_times_begin()
    {
        _clock.Begin(10, live: true, 5000, seamless: false, At(0));
        Assert.Equal([0, 0.1, 0.3], [Next(5000, 0), Next(5000.1, 0.1), Next(5000.3, 0.3)]);
    }

    [Fact]
    public void A_reconnect_goes_on_where_the_wall_clock_is()
    {
        _clock.Begin(10, live: true, 7, seamless: false, At(0));
        Next(7, 0);
        Next(8, 1);
        _clock.Begin(10, live: true, 0, seamless: false, At(31));
        Assert.Equal([31, 31.1], [Next(0, 31), Next(0.1, 31.1)]);
    }

    [Fact]
    public void A_recording_that_begins_again_goes_on_one_frame_later()
    {
        _clock.Begin(10, live: false, 0, seamless: false, At(0));
        Next(0, 0);
        Next(0.1, 0);
        _clock.Begin(10, live: false, 0, seamless: true, At(60));
        Assert.Equal([0.2, 0.3], [Next(0, 60), Next(0.1, 60)]);
    }

    [Theory]
    [InlineData(5000)]
    [InlineData(-5000)]
    public void Times_that_leave_the_wall_clock_are_put_back_to_it(double jump)
    {
        _clock.Begin(10, live: true, 9000, seamless: false, At(0));
        Next(9000, 0);
        Next(9000.1, 0.1);
        var after = Enumerable.Range(0, 300).Select(i => Next(9000.2 + jump + i / 10.0, 0.2 + i / 10.0)).ToList();
        Assert.InRange(after[^1], 20, 31);
        // From then on it follows the times of the camera again.
        Assert.Equal(0.1, after[^1] - after[^2], 6);
    }

    [Fact]
    public void It_never_stands_still_nor_turns_back() => Prop
        .ForAll<(double Pts, NonNegativeInt Later)[]>(frames =>
        {
            var clock = new LiveClock(TimeProvider.System);
            clock.Begin(25, live: true, frames.Length > 0 ? frames[0].Pts : 0, seamless: false, At(0));
            var (now, last) = (0.0, TimeSpan.MinValue);
            foreach (var (pts, later) in frames)
            {
                now += later.Get;
                var media = clock.Next(pts, At(now), out _);
                if (media <= last)
                {
                    return false;
                }

                last = media;
            }

            return true;
        })
        .QuickCheckThrowOnFailure();

    private static long At(double seconds) => 1 + (long)(seconds * TimeProvider.System.TimestampFrequency);

    private double Next(double pts, double now) => Math.Round(_clock.Next(pts, At(now), out _).TotalSeconds, 6);
}
