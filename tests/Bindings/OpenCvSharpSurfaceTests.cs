using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Bindings;

/// <summary>Calls as they compile against the official package, where overloads and conversions decide.</summary>
public sealed class OpenCvSharpSurfaceTests
{
    [Fact]
    public void A_plain_number_fills_a_mat()
    {
        using var m = new Mat(1, 1, MatType.CV_8UC3, Scalar.All(9));
        m.SetTo(0);
        Assert.Equal(new Vec3b(0, 0, 0), m.At<Vec3b>(0, 0));
        m.SetTo(200);
        Assert.Equal(new Vec3b(200, 200, 200), m.At<Vec3b>(0, 0));
    }

    [Fact]
    public void A_type_compares_with_types_and_with_numbers()
    {
        using var m = new Mat(1, 1, MatType.CV_8UC3);
        Assert.True(m.Type() == MatType.CV_8UC3);
        Assert.True(m.Type() == 16);
        Assert.False(m.Type() != 16);
        Assert.True(m.Type().Equals(16));
        MatType depth = MatType.CV_32F;
        Assert.Equal("CV_32FC1", depth.ToString());
        Assert.Equal("CV_8UC(6)", MatType.CV_8UC(6).ToString());
        Assert.Equal((21, 5, 3), ((int)MatType.CV_32FC3, MatType.CV_32FC3.Depth, MatType.CV_32FC3.Channels));
        Assert.Throws<OpenCvSharpException>(() => MatType.MakeType(8, 1));
        Assert.Throws<OpenCvSharpException>(() => MatType.MakeType(0, 512));
    }

    [Fact]
    public void Encoding_without_parameters_takes_the_overload_that_answers()
    {
        using var m = new Mat(8, 8, MatType.CV_8UC3, Scalar.All(9));
        bool done = Cv2.ImEncode(".jpg", m, out var b);
        Assert.True(done && b.Length > 100);
    }

    [Fact]
    public void Nested_sequences_of_points_are_polygons()
    {
        using var m = new Mat(4, 4, MatType.CV_8UC1, new Scalar(0));
        var polygons = new List<List<Point>> { new() { new(0, 0), new(3, 0), new(3, 3), new(0, 3) } };
        Cv2.FillPoly(m, polygons, new Scalar(5));
        Cv2.DrawContours(m, polygons, 0, new Scalar(6));
        Assert.Equal((6, 5), (m.At<byte>(0, 0), m.At<byte>(1, 1)));
    }

    [Fact]
    public void Scalars_are_in_the_order_of_the_pixels()
    {
        Assert.Equal(new Scalar(3, 2, 1), Scalar.FromRgb(1, 2, 3));
        Assert.Equal(new Scalar(4, 4, 4, 4), Scalar.All(4));
        Assert.Equal(new Scalar(4, 0, 0, 0), (Scalar)4.0);
        Assert.Equal(4.0, (double)Scalar.All(4));
        Assert.Equal(7, new Scalar { Val2 = 7 }[2]);
    }

    [Fact]
    public void Boxes_are_half_open_and_combine()
    {
        var a = new Rect(0, 0, 4, 4);
        var b = new Rect(new Point(2, 3), new Size(4, 4));
        Assert.Equal(new Rect(2, 3, 2, 1), a & b);
        Assert.Equal(new Rect(0, 0, 6, 7), a | b);
        Assert.Equal(default, a & new Rect(9, 9, 1, 1));
        Assert.Equal((6, 7, 2, 3), (b.Right, b.Bottom, b.Left, b.Top));
        Assert.True(a.Contains(3, 3) && !a.Contains(4, 3) && a.IntersectsWith(b));
        Assert.Equal(new Rect(1, 2, 3, 4), Rect.FromLTRB(1, 2, 4, 6));
        Assert.Equal(new Rect(-1, -1, 6, 6), Rect.Inflate(a, 1, 1));
        Assert.Equal(new Rect(1, 2, 4, 4), a + new Point(1, 2));
        Assert.Equal(new Point(2, 3), b.TopLeft);
        Assert.Equal(new Point(6, 7), b.BottomRight);
        Assert.Throws<ArgumentException>(() => Rect.FromLTRB(2, 0, 1, 1));
    }

    [Fact]
    public void Small_types_do_their_arithmetic()
    {
        Assert.Equal(new Vec3b(255, 0, 30), new Vec3b(200, 0, 10) + new Vec3b(100, 0, 20));
        Assert.Equal(new Vec3b(0, 5, 0), new Vec3b(0, 10, 0) * 0.5);
        Assert.Equal(new Point(3, 1), new Point(1, 2) + new Point(2, -1));
        Assert.Equal(5, new Point(0, 0).DistanceTo(new Point(3, 4)));
        Assert.Equal(new Size(1, 2), new Size(1.9, 2.9));
    }
}
