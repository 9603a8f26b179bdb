using DiCNet.Inference;
using Xunit;

namespace DiCNet.Tests.Inference;

public sealed class ZoneMaskTests
{
    private static readonly ZoneMask s_mask = new(
    [
        new ZoneOptions { Name = "bonnet", Polygon = "0,0.75 1,0.75 1,1 0,1", Ignore = true },
        new ZoneOptions { Name = "left", Polygon = "0,0 0.5,0 0.5,1 0,1" },
        new ZoneOptions { Name = "right", Polygon = "0.5,0 1,0 1,0.5 0.5,0.5" },
    ]);

    [Fact]
    public void A_cell_is_ignored_where_its_centre_is()
    {
        var cells = s_mask.Ignored(width: 3, height: 5)!;
        // Centres of the rows lie at 0.1, 0.3, 0.5, 0.7 and 0.9.
        Assert.Equal([.. Enumerable.Repeat(false, 12), .. Enumerable.Repeat(true, 3)], cells);
    }

    [Fact]
    public void Neighbours_share_no_cell_and_leave_none_out()
    {
        // The middle of 3 columns has its centre on the border of the two halves.
        bool[] left = Cells("0,0 0.5,0 0.5,1 0,1"), right = Cells("0.5,0 1,0 1,1 0.5,1");
        Assert.All(left.Zip(right), c => Assert.True(c.First != c.Second));

        static bool[] Cells(string polygon) => new ZoneMask([new ZoneOptions { Name = "z", Polygon = polygon, Ignore = true }]).Ignored(3, 2)!;
    }

    [Fact]
    public void Without_a_zone_to_ignore_there_is_no_mask() => Assert.Null(new ZoneMask([new ZoneOptions { Name = "z", Polygon = "0,0 1,0 1,1" }]).Ignored(4, 4));

    [Theory]
    [InlineData(10, 10, 20, 20, "left")]
    [InlineData(40, 10, 30, 20, "right")]
    [InlineData(30, 10, 30, 20, "left")]
    [InlineData(60, 60, 20, 10, null)]
    [InlineData(60, 80, 20, 10, null)]
    [InlineData(50, 0, 0, 0, null)]
    public void A_box_has_the_name_of_the_zone_that_covers_most_of_it(int x, int y, int width, int height, string? name) =>
        Assert.Equal(name, s_mask.NameOf(new PixelBox(x, y, width, height), 100, 100));
}
