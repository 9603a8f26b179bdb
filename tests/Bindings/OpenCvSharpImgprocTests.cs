using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Bindings;

/// <summary>Filters, geometry and shapes against values worked out by hand.</summary>
public sealed class OpenCvSharpImgprocTests
{
    [Fact]
    public void Resizing_by_area_averages_and_reuses_a_target_that_fits()
    {
        using var m = new Mat(2, 2, MatType.CV_8UC1);
        new byte[] { 10, 20, 30, 40 }.CopyTo(m.AsSpan<byte>());
        using var small = new Mat(1, 1, MatType.CV_8UC1);
        var before = small.Data;
        Cv2.Resize(m, small, new Size(1, 1), interpolation: InterpolationFlags.Area);
        Assert.Equal(25, small.At<byte>(0, 0));
        Assert.Equal(before, small.Data);
        Cv2.Resize(m, small, default, 2, 1, InterpolationFlags.Nearest);
        Assert.Equal([10, 10, 20, 20, 30, 30, 40, 40], small.AsSpan<byte>().ToArray());
    }

    [Fact]
    public void A_threshold_returns_the_level_it_used()
    {
        using var m = new Mat(1, 4, MatType.CV_8UC1);
        new byte[] { 10, 12, 200, 202 }.CopyTo(m.AsSpan<byte>());
        using var mask = new Mat();
        Assert.Equal(11, Cv2.Threshold(m, mask, 11, 255, ThresholdTypes.Binary));
        Assert.Equal([0, 255, 255, 255], mask.AsSpan<byte>().ToArray());
        var otsu = Cv2.Threshold(m, mask, 0, 1, ThresholdTypes.BinaryInv | ThresholdTypes.Otsu);
        Assert.InRange(otsu, 12, 199);
        Assert.Equal([1, 1, 0, 0], mask.AsSpan<byte>().ToArray());
    }

    [Fact]
    public void A_blur_keeps_a_flat_image_and_spreads_a_point()
    {
        using var m = new Mat(5, 5, MatType.CV_32FC1, new Scalar(0));
        m.At<float>(2, 2) = 16;
        Cv2.GaussianBlur(m, m, new Size(3, 3), 0);
        Assert.Equal((4, 2, 1), (m.At<float>(2, 2), m.At<float>(2, 1), m.At<float>(1, 1)));
    }

    [Fact]
    public void Colours_convert_by_their_order()
    {
        using var m = new Mat(1, 1, MatType.CV_8UC3, Scalar.FromRgb(255, 0, 0));
        using var result = new Mat();
        Cv2.CvtColor(m, result, ColorConversionCodes.BGR2RGB);
        Assert.Equal(new Vec3b(255, 0, 0), result.At<Vec3b>(0, 0));
        Cv2.CvtColor(m, result, ColorConversionCodes.BGR2GRAY);
        Assert.Equal(76, result.At<byte>(0, 0));
        Cv2.ApplyColorMap(result, result, ColormapTypes.Jet);
        Assert.True(result.Type() == MatType.CV_8UC3);
        Assert.Throws<OpenCVException>(() => Cv2.CvtColor(m, m, ColorConversionCodes.GRAY2BGR));
    }

    [Fact]
    public void Components_are_counted_with_the_background()
    {
        using var m = new Mat(4, 6, MatType.CV_8UC1, new Scalar(0));
        Cv2.Rectangle(m, new Rect(0, 0, 2, 2), Scalar.White, -1);
        Cv2.Rectangle(m, new Rect(2, 2, 3, 1), Scalar.White, -1);
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        Assert.Equal(2, Cv2.ConnectedComponentsWithStats(m, labels, stats, centroids));
        Assert.Equal(3, Cv2.ConnectedComponentsWithStats(
            m, labels, stats, centroids, PixelConnectivity.Connectivity4, MatType.CV_16U));
        Assert.True(labels.Type() == MatType.CV_16UC1);
        Assert.Equal([0, 0, 2, 2, 4], stats.RowSpan<int>(1).ToArray());
        Assert.Equal([2, 2, 3, 1, 3], stats.RowSpan<int>(2).ToArray());
        Assert.Equal(3, stats.At<int>(2, (int)ConnectedComponentsTypes.Area));
        Assert.Equal([3.0, 2.0], centroids.RowSpan<double>(2).ToArray());
    }

    [Fact]
    public void Contours_come_with_their_tree()
    {
        using var m = new Mat(12, 12, MatType.CV_8UC1, new Scalar(0));
        Cv2.Rectangle(m, new Rect(1, 1, 9, 9), Scalar.White, -1);
        Cv2.Rectangle(m, new Rect(4, 4, 3, 3), Scalar.Black, -1);
        Cv2.FindContours(
            m, out var contours, out var tree, RetrievalModes.Tree, ContourApproximationModes.ApproxSimple);
        Assert.Equal([new Point(1, 1), new Point(1, 9), new Point(9, 9), new Point(9, 1)], contours[0]);
        Assert.Equal((2, 1, 0), (contours.Length, tree[0].Child, tree[1].Parent));
        Assert.Equal(new Rect(1, 1, 9, 9), Cv2.BoundingRect(contours[0]));

        using var drawn = new Mat(12, 12, MatType.CV_8UC1, new Scalar(0));
        Cv2.DrawContours(drawn, contours, -1, Scalar.White, -1, hierarchy: tree);
        Assert.Equal((255, 0), (drawn.At<byte>(2, 2), drawn.At<byte>(5, 5)));
    }

    [Fact]
    public void A_black_image_has_no_contours()
    {
        using var m = new Mat(4, 4, MatType.CV_8UC1, new Scalar(0));
        Cv2.FindContours(
            m, out var contours, out var tree, RetrievalModes.External, ContourApproximationModes.ApproxNone);
        Assert.Empty(contours);
        Assert.Empty(tree);
        Assert.Throws<OpenCVException>(() => Cv2.BoundingRect(Array.Empty<Point>()));
    }
}
