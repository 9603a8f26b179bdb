using DiCNet.Render;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DiCNet.Tests.Render;

public class ConstantRateTests
{
    [Fact]
    public void An_even_source_is_written_picture_by_picture()
    {
        var rate = new ConstantRate(29.97);
        for (var i = 0; i < 10_000; i++)
        {
            Assert.Equal(1, rate.Advance(TimeSpan.FromSeconds(5 + (i / 29.97))));
        }
    }

    [Fact]
    public void A_hole_is_filled_by_the_picture_before_it()
    {
        var rate = new ConstantRate(10);
        Assert.Equal(1, rate.Advance(TimeSpan.Zero));
        Assert.Equal(5, rate.Advance(TimeSpan.FromSeconds(0.5)));
        Assert.Equal(1, rate.Advance(TimeSpan.FromSeconds(0.6)));
    }

    [Fact]
    public void Too_many_pictures_are_thinned()
    {
        var rate = new ConstantRate(10);
        Assert.Equal(11, Enumerable.Range(0, 41).Sum(i => rate.Advance(TimeSpan.FromSeconds(i / 40.0))));
    }

    [Fact]
    public void An_absurd_gap_fills_ten_seconds_and_no_more()
    {
        var rate = new ConstantRate(25);
        rate.Advance(TimeSpan.Zero);
        Assert.Equal(250, rate.Advance(TimeSpan.FromDays(3)));
        Assert.Equal(1, rate.Advance(TimeSpan.FromDays(3) + TimeSpan.FromSeconds(0.04)));
        Assert.Equal(3, rate.Advance(TimeSpan.FromDays(3) + TimeSpan.FromSeconds(0.16)));
    }

    [Fact]
    public void A_picture_that_is_written_agrees_with_the_clock_within_half_a_frame() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 2000).NonEmptyListOf().ToArbitrary(),
        Gen.Choose(1, 120).ToArbitrary(),
        (steps, framesPerSecond) =>
        {
            var rate = new ConstantRate(framesPerSecond);
            var (now, beat) = (TimeSpan.FromSeconds(7), -1L);
            var start = now;
            foreach (var step in steps)
            {
                var advance = rate.Advance(now);
                Assert.True(advance >= 0);
                beat += advance;
                var fileTime = beat / (double)framesPerSecond;
                var mediaTime = (now - start).TotalSeconds;
                // What is left out agrees too: the beat it falls on has been given to a picture just before it.
                Assert.InRange(fileTime - mediaTime, -0.5 / framesPerSecond - 1e-6, 0.5 / framesPerSecond + 1e-6);
                now += TimeSpan.FromMilliseconds(step);
            }
        }));

    [Fact]
    public void A_clock_that_stands_still_or_runs_back_writes_nothing()
    {
        var rate = new ConstantRate(25);
        rate.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, rate.Advance(TimeSpan.FromSeconds(1)));
        Assert.Equal(0, rate.Advance(TimeSpan.Zero));
    }
}
