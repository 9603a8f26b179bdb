using DiCNet.Render;
using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Render;

public class OverlayTests
{
    [Fact]
    public void Ordinary_scores_leave_the_picture_as_it_is_below_the_line_at_the_top()
    {
        using var verdicts = new Verdicts(320, 240);
        using var overlay = new Overlay(new RenderOptions());
        using var verdict = verdicts.Next(0, 0.29f);
        var drawn = overlay.Draw(verdict);
        for (var y = 40; y < 240; y++)
        {
            Assert.True(drawn.RowSpan<byte>(y).SequenceEqual(verdict.Frame.Pixels.RowSpan<byte>(y)), $"row {y}");
        }

        Assert.True(drawn.At<Vec3b>(2, 160).Item0 < 60, "the strip is darkened");
    }

    [Fact]
    public void An_alarmed_cell_takes_on_colour_and_only_around_itself()
    {
        using var verdicts = new Verdicts(320, 240);
        using var overlay = new Overlay(new RenderOptions());
        using var verdict = verdicts.Next(0, cells => { cells.Clear(); cells[(3 * 8) + 4] = 1.6f; });
        var drawn = overlay.Draw(verdict);
        var hot = drawn.At<Vec3b>(140, 180);
        Assert.True(hot.Item2 > hot.Item0 + 40, $"{hot} is not warm");
        Assert.Equal(new Vec3b(120, 120, 120), drawn.At<Vec3b>(200, 40));
    }

    [Fact]
    public void The_frame_itself_stays_raw()
    {
        using var verdicts = new Verdicts(320, 240);
        using var overlay = new Overlay(new RenderOptions());
        using var verdict = verdicts.Next(0, 2f, [verdicts.Event()]);
        overlay.Draw(verdict);
        Assert.Equal(120, Cv2.Mean(verdict.Frame.Pixels).Val0, 6);
    }

    [Fact]
    public void An_event_gets_a_box_with_a_label()
    {
        using var verdicts = new Verdicts(320, 240);
        using var overlay = new Overlay(new RenderOptions());
        using var verdict = verdicts.Next(0, 0f, [verdicts.Event(box: new PixelBox(100, 100, 80, 60))]);
        var drawn = overlay.Draw(verdict);
        var amber = new Vec3b(7, 193, 255);
        Assert.Equal(amber, drawn.At<Vec3b>(130, 100));
        Assert.Equal(amber, drawn.At<Vec3b>(98, 101));
        Assert.Equal(new Vec3b(120, 120, 120), drawn.At<Vec3b>(130, 140));
    }

    [Fact]
    public void A_verdict_is_drawn_once_however_many_ask()
    {
        using var verdicts = new Verdicts(320, 240);
        using var overlay = new Overlay(new RenderOptions());
        using var first = verdicts.Next(0);
        using var second = verdicts.Next(1, 2f);
        var mark = new Vec3b(1, 2, 3);
        overlay.Draw(first).At<Vec3b>(200, 200) = mark;
        Assert.Equal(mark, overlay.Draw(first).At<Vec3b>(200, 200));
        Assert.NotEqual(mark, overlay.Draw(second).At<Vec3b>(200, 200));
        Assert.Equal(new Vec3b(120, 120, 120), overlay.Draw(first).At<Vec3b>(200, 200));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 16)]
    [InlineData(641, 359)]
    [InlineData(4000, 12)]
    [InlineData(12, 2000)]
    [InlineData(3840, 2160)]
    public void Any_size_can_be_drawn(int width, int height)
    {
        using var verdicts = new Verdicts(width, height, stream: new string('s', 64));
        using var overlay = new Overlay(new RenderOptions());
        AnomalyEvent[] active =
        [
            verdicts.Event(1, box: new PixelBox(0, 0, width, height)),
            verdicts.Event(2, box: new PixelBox(width - 1, height - 1, 1, 1)),
            verdicts.Event(3, box: new PixelBox(width, height, 5, 5)),
            verdicts.Event(4, box: new PixelBox(0, height / 2, 0, 0)),
        ];
        using var verdict = verdicts.Next(36_000.0625, cells => { cells.Fill(float.NaN); cells[0] = 3; cells[9] = float.PositiveInfinity; cells[20] = -5; }, active);
        Assert.Equal(new Size(width, height), overlay.Draw(verdict).Size());
        Assert.Equal(new Size(width, height), overlay.HeatMap(verdict).Size());
    }

    [Fact]
    public void Drawing_allocates_a_few_hundred_bytes()
    {
        using var verdicts = new Verdicts(320, 240, 60, 45);
        using var overlay = new Overlay(new RenderOptions());
        using var a = verdicts.Next(0, cells => { cells.Clear(); cells[100] = 0.9f; });
        using var b = verdicts.Next(0.04, cells => { cells.Clear(); cells[100] = 0.9f; });
        overlay.Draw(a);
        overlay.Draw(b);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
        {
            overlay.Draw(a);
            overlay.Draw(b);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 20, 0, 2048);
    }

    [Theory]
    [InlineData(0, "00:00.000")]
    [InlineData(75.3456, "01:15.346")]
    [InlineData(36_061.5, "10:01:01.500")]
    public void Media_time_is_written_as_a_clock(double seconds, string expected) => Assert.Equal(expected, HeadUp.Clock(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_score_just_below_the_alarm_level_does_not_read_as_1() => Assert.Equal("0.99", HeadUp.Score(0.9999f));
}
