using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Bindings;

/// <summary>Drawing leaves the pixels it should.</summary>
public sealed class OpenCvSharpDrawingTests
{
    [Fact]
    public void Lines_boxes_and_circles_leave_their_colour()
    {
        using var m = new Mat(20, 20, MatType.CV_8UC3, Scalar.Black);
        Cv2.Line(m, new Point(0, 0), new Point(19, 0), Scalar.Red);
        Cv2.Rectangle(m, new Point(2, 2), new Point(5, 5), Scalar.Lime);
        Cv2.Rectangle((InputOutputArray)m, new Rect(8, 2, 4, 4), Scalar.Yellow, -1);
        Cv2.Rectangle((InputOutputArray)m, new Point(14, 2), new Point(17, 5), Scalar.Gray, -1);
        Cv2.Circle(m, new Point(10, 14), 3, Scalar.White, -1);
        Assert.Equal(new Vec3b(0, 0, 255), m.At<Vec3b>(0, 19));
        Assert.Equal(new Vec3b(0, 255, 0), m.At<Vec3b>(5, 5));
        Assert.Equal(new Vec3b(0, 0, 0), m.At<Vec3b>(3, 3));
        Assert.Equal(new Vec3b(0, 255, 255), m.At<Vec3b>(5, 11));
        Assert.Equal(new Vec3b(0, 0, 0), m.At<Vec3b>(6, 11));
        Assert.Equal(new Vec3b(128, 128, 128), m.At<Vec3b>(4, 15));
        Assert.Equal(new Vec3b(255, 255, 255), m.At<Vec3b>(14, 13));
    }

    [Fact]
    public void Polygons_are_filled_with_their_holes_left_out()
    {
        using var m = new Mat(10, 10, MatType.CV_8UC1, new Scalar(0));
        Point[][] rings =
        [
            [new(0, 0), new(9, 0), new(9, 9), new(0, 9)],
            [new(3, 3), new(6, 3), new(6, 6), new(3, 6)],
        ];
        Cv2.FillPoly(m, rings, Scalar.White);
        Assert.Equal((255, 0), (m.At<byte>(1, 1), m.At<byte>(5, 5)));
    }

    [Fact]
    public void Text_is_drawn_inside_the_size_it_was_given()
    {
        var size = Cv2.GetTextSize("crack", HersheyFonts.HersheySimplex, 1, 1, out var baseLine);
        Assert.True(size.Width > size.Height && baseLine > 0);
        using var m = new Mat(size.Height + baseLine, size.Width, MatType.CV_8UC1, new Scalar(0));
        Cv2.PutText(m, "crack", new Point(0, size.Height), HersheyFonts.HersheySimplex, 1, Scalar.White);
        Assert.True(Cv2.CountNonZero(m) > 50);
        Assert.Throws<ArgumentNullException>(() =>
            Cv2.PutText(m, "", new Point(0, 0), HersheyFonts.HersheyPlain, 1, Scalar.White));
        Assert.Throws<ArgumentNullException>(() =>
            Cv2.GetTextSize(null!, HersheyFonts.HersheyPlain, 1, 1, out _));
    }
}
