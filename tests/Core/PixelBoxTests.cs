using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DiCNet.Tests.Core;

public sealed class PixelBoxTests
{
    private const int Side = 100;

    private static readonly Arbitrary<PixelBox> s_boxes = Arb.From(
        from x in Gen.Choose(0, Side - 1)
        from y in Gen.Choose(0, Side - 1)
        from width in Gen.Choose(1, Side - x)
        from height in Gen.Choose(1, Side - y)
        select new PixelBox(x, y, width, height));

    private static readonly Arbitrary<(int Width, int Height)> s_grids = Arb.From(
        from width in Gen.Choose(1, 300) from height in Gen.Choose(1, 300) select (width, height));

    [Fact]
    public void A_union_is_the_smallest_box_around_both() => Prop
        .ForAll(s_boxes, s_boxes, (a, b) =>
        {
            var union = a.Union(b);
            var (left, top) = (Math.Min(a.X, b.X), Math.Min(a.Y, b.Y));
            var (right, bottom) = (Math.Max(a.X + a.Width, b.X + b.Width), Math.Max(a.Y + a.Height, b.Y + b.Height));
            return union == new PixelBox(left, top, right - left, bottom - top) && union == b.Union(a) && Holds(union, a) && Holds(union, b);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void An_overlap_is_a_share_counted_pixel_by_pixel() => Prop
        .ForAll(s_boxes, s_boxes, (a, b) =>
        {
            var shared = 0;
            for (var y = a.Y; y < a.Y + a.Height; y++)
            {
                for (var x = a.X; x < a.X + a.Width; x++)
                {
                    shared += x >= b.X && x < b.X + b.Width && y >= b.Y && y < b.Y + b.Height ? 1 : 0;
                }
            }

            return Math.Abs(a.Overlap(b) - (double)shared / Math.Min(a.Area, b.Area)) < 1e-12 && a.Overlap(b) == b.Overlap(a);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void An_empty_box_overlaps_nothing() => Assert.Equal(0, new PixelBox(3, 3, 0, 0).Overlap(new PixelBox(0, 0, 9, 9)));

    [Fact]
    public void A_scaled_box_stays_inside_and_covers_the_same_ground() => Prop
        .ForAll(s_boxes, s_grids, (box, grid) =>
        {
            var scaled = box.Scale(Side, Side, grid.Width, grid.Height);
            return Holds(new PixelBox(0, 0, grid.Width, grid.Height), scaled)
                && scaled is { Width: > 0, Height: > 0 }
                && scaled.X * Side <= box.X * grid.Width && (scaled.X + scaled.Width) * Side >= (box.X + box.Width) * grid.Width
                && scaled.Y * Side <= box.Y * grid.Height && (scaled.Y + scaled.Height) * Side >= (box.Y + box.Height) * grid.Height;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_grid_changes_nothing() => Prop
        .ForAll(s_boxes, box => box.Scale(Side, Side, Side, Side) == box)
        .QuickCheckThrowOnFailure();

    private static bool Holds(PixelBox outer, PixelBox inner) =>
        inner.X >= outer.X && inner.Y >= outer.Y
        && inner.X + inner.Width <= outer.X + outer.Width && inner.Y + inner.Height <= outer.Y + outer.Height;
}
