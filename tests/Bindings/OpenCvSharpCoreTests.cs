using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Bindings;

/// <summary>Arithmetic and statistics against values worked out by hand.</summary>
public sealed class OpenCvSharpCoreTests
{
    [Fact]
    public void Multiply_and_add_blend_a_frame_with_a_heat_map()
    {
        using var frame = new Mat(1, 2, MatType.CV_8UC3, new Scalar(100, 40, 200));
        using var heat = new Mat(1, 2, MatType.CV_8UC3, new Scalar(10, 20, 250));
        using var weight = new Mat(1, 2, MatType.CV_8UC3, new Scalar(51, 51, 51));
        Cv2.Multiply(frame, 0.5, frame);
        Assert.Equal(new Vec3b(50, 20, 100), frame.At<Vec3b>(0, 0));
        Cv2.Multiply(heat, weight, heat, 1.0 / 255);
        Assert.Equal(new Vec3b(2, 4, 50), heat.At<Vec3b>(0, 1));
        Cv2.Add(frame, heat, frame);
        Assert.Equal(new Vec3b(52, 24, 150), frame.At<Vec3b>(0, 1));
    }

    [Fact]
    public void Adding_saturates_and_takes_a_number_for_all_channels_but_a_scalar_for_each()
    {
        using var m = new Mat(1, 1, MatType.CV_8UC3, new Scalar(250, 10, 20));
        using var sum = new Mat();
        Cv2.Add(m, 9.0, sum);
        Assert.Equal(new Vec3b(255, 19, 29), sum.At<Vec3b>(0, 0));
        Cv2.Add(m, new Scalar(1, 2, 3), sum);
        Assert.Equal(new Vec3b(251, 12, 23), sum.At<Vec3b>(0, 0));
    }

    [Fact]
    public void AddWeighted_Absdiff_and_Compare_work_pixel_by_pixel()
    {
        using var a = new Mat(1, 1, MatType.CV_8UC1, new Scalar(100));
        using var b = new Mat(1, 1, MatType.CV_8UC1, new Scalar(40));
        using var result = new Mat();
        Cv2.AddWeighted(a, 0.5, b, 0.25, 3, result);
        Assert.Equal(63, result.At<byte>(0, 0));
        Cv2.Absdiff(b, a, result);
        Assert.Equal(60, result.At<byte>(0, 0));
        Cv2.Compare(a, b, result, CmpTypes.GT);
        Assert.Equal(255, result.At<byte>(0, 0));
        Assert.Equal(60, Cv2.Norm(a, b, NormTypes.INF));
        Assert.Equal(1, Cv2.CountNonZero(a));
    }

    [Fact]
    public void Statistics_are_those_of_the_population()
    {
        using var m = new Mat(1, 4, MatType.CV_32FC1);
        new float[] { 2, 4, 4, 6 }.CopyTo(m.AsSpan<float>());
        Cv2.MeanStdDev(m, out var mean, out var deviation);
        Assert.Equal(4, mean.Val0);
        Assert.Equal(Math.Sqrt(2), deviation.Val0, 9);
        Cv2.MinMaxLoc(m, out var min, out var max, out var minAt, out var maxAt);
        Assert.Equal((2, 6, new Point(0, 0), new Point(3, 0)), ((int)min, (int)max, minAt, maxAt));
        Cv2.MinMaxLoc(m, out min, out max);
        Assert.Equal((2, 6), ((int)min, (int)max));
    }

    [Fact]
    public void ConvertTo_scales_saturates_and_keeps_the_channels()
    {
        using var m = new Mat(1, 1, MatType.CV_8UC3, new Scalar(0, 100, 200));
        using var scaled = new Mat();
        m.ConvertTo(scaled, MatType.CV_32F, 1 / 255.0);
        Assert.True(scaled.Type() == MatType.CV_32FC3);
        m.ConvertTo(m, MatType.CV_8U, 2, -10);
        Assert.Equal(new Vec3b(0, 190, 255), m.At<Vec3b>(0, 0));
    }

    [Fact]
    public void A_lookup_table_has_256_entries()
    {
        using var m = new Mat(1, 1, MatType.CV_8UC1, new Scalar(3));
        var table = new byte[256];
        table[3] = 77;
        Cv2.LUT(m, table, m);
        Assert.Equal(77, m.At<byte>(0, 0));
        Assert.Throws<ArgumentException>(() => Cv2.LUT(m, new byte[255], m));
    }

    [Fact]
    public void A_border_is_black_when_no_colour_is_given()
    {
        using var m = new Mat(1, 1, MatType.CV_8UC1, new Scalar(3));
        using var framed = new Mat();
        Cv2.CopyMakeBorder(m, framed, 0, 1, 1, 0, BorderTypes.Constant);
        Assert.Equal([0, 3, 0, 0], framed.AsSpan<byte>().ToArray());
        Cv2.CopyMakeBorder(m, framed, 0, 0, 1, 1, BorderTypes.Constant, Scalar.All(114));
        Assert.Equal([114, 3, 114], framed.AsSpan<byte>().ToArray());
    }

    [Fact]
    public void The_library_tells_its_version_and_threads()
    {
        Assert.Matches(@"^4\.\d+\.\d+", Cv2.GetVersionString());
        Assert.Contains("Video I/O", Cv2.GetBuildInformation(), StringComparison.Ordinal);
        var before = Cv2.GetNumThreads();
        Cv2.SetNumThreads(before);
        Assert.Equal(before, Cv2.GetNumThreads());
    }
}
