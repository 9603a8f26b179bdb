using DiCNet.Inference;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DiCNet.Tests.Inference;

public sealed class RegionsTests
{
    [Fact]
    public void Cells_that_touch_at_a_corner_are_one_region()
    {
        var region = Assert.Single(Find(0.8, 0,
            "1....",
            ".2...",
            "....."));
        Assert.Equal((new PixelBox(0, 0, 2, 2), 2 / 15.0, 2f), (region.Box, region.Area, region.Peak));
    }

    [Fact]
    public void Alarmed_cells_are_counted_apart_from_cells_at_the_low_level()
    {
        var region = Assert.Single(Find(0.8, 0,
            "9991."));
        Assert.Equal((4 / 5.0, 1 / 5.0), (Math.Round(region.Area, 9), Math.Round(region.AlarmedArea, 9)));
    }

    [Fact]
    public void Small_regions_are_left_out() => Assert.Equal(new PixelBox(3, 0, 2, 2), Assert.Single(Find(0.8, 0.2,
        "1..11",
        "...11")).Box);

    [Fact]
    public void Nothing_is_found_and_nothing_allocated_where_all_is_ordinary()
    {
        using var regions = new Regions(0.8, 0);
        using var pool = new Pool<ScoreMap>(1, () => new ScoreMap().Shape(45, 60));
        Assert.True(pool.TryRent(out var map));
        map.Calibrated.Fill(0.5f);
        regions.Find(map);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = regions.Find(map);
        var after = GC.GetAllocatedBytesForCurrentThread();
        map.Dispose();
        Assert.Empty(found);
        Assert.Equal(before, after);
    }

    [Fact]
    public void Regions_equal_those_of_a_plain_flood_fill() =>
        Prop.ForAll(Gen.Choose(0, 3).ArrayOf(48).ToArbitrary(), cells =>
        {
            var rows = cells.Chunk(8).Select(r => string.Concat(r.Select(c => c switch { 0 => '9', 1 => '1', _ => '.' }))).ToArray();
            var found = Find(0.8, 0, rows).Select(r => (r.Box, Cells: (int)Math.Round(r.Area * 48))).OrderBy(r => r.ToString()).ToList();
            return found.SequenceEqual(FloodFill(rows).OrderBy(r => r.ToString()));
        }).QuickCheckThrowOnFailure();

    /// <summary>'.' is 0, '9' is 0.9, other digits are themselves.</summary>
    private static Region[] Find(double level, double minArea, params string[] rows)
    {
        using var regions = new Regions(level, minArea);
        using var pool = new Pool<ScoreMap>(1, () => new ScoreMap().Shape(rows.Length, rows[0].Length));
        Assert.True(pool.TryRent(out var map));
        var cells = string.Concat(rows).Select(c => c switch { '.' => 0f, '9' => 0.9f, _ => c - '0' }).ToArray();
        cells.CopyTo(map.Calibrated);
        var found = regions.Find(map);
        map.Dispose();
        return found;
    }

    private static List<(PixelBox Box, int Cells)> FloodFill(string[] rows)
    {
        var (height, width) = (rows.Length, rows[0].Length);
        var seen = new bool[height, width];
        var found = new List<(PixelBox, int)>();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (box, cells) = (new PixelBox(x, y, 1, 1), 0);
                Visit(x, y);
                if (cells > 0)
                {
                    found.Add((box, cells));
                }

                void Visit(int u, int v)
                {
                    if (u < 0 || v < 0 || u >= width || v >= height || seen[v, u] || rows[v][u] == '.')
                    {
                        return;
                    }

                    seen[v, u] = true;
                    cells++;
                    box = box.Union(new PixelBox(u, v, 1, 1));
                    for (var d = 0; d < 9; d++)
                    {
                        Visit(u + d % 3 - 1, v + d / 3 - 1);
                    }
                }
            }
        }

        return found;
    }
}
