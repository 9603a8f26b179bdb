using DiCNet.Train.Evaluation;
using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Train;

public class EvaluationUpsamplerTests
{
    [Theory]
    [InlineData(5, 6, 40, 48)]
    [InlineData(5, 6, 37, 101)]
    [InlineData(45, 60, 360, 480)]
    public void Half_pixel_is_what_OpenCV_calls_linear(int h, int w, int height, int width)
    {
        var random = new Random(3);
        float[] grid = [.. Enumerable.Range(0, h * w).Select(_ => random.NextSingle())];
        var map = new float[height * width];
        new Upsampler(h, w, height, width, Upsampling.HalfPixel).Apply(grid, map);
        using var from = new Mat(h, w, MatType.CV_32FC1);
        grid.CopyTo(from.AsSpan<float>());
        using var to = new Mat();
        Cv2.Resize(from, to, new Size(width, height));
        var expected = to.AsSpan<float>();
        for (var i = 0; i < map.Length; i++)
        {
            Assert.Equal(expected[i], map[i], 1e-4f);
        }
    }

    [Fact]
    public void Align_corners_puts_corner_cells_on_corner_pixels()
    {
        var map = new float[3 * 5];
        new Upsampler(2, 3, 3, 5, Upsampling.AlignCorners).Apply([0, 1, 2, 10, 11, 12], map);
        Assert.Equal([0, .5f, 1, 1.5f, 2, 5, 5.5f, 6, 6.5f, 7, 10, 10.5f, 11, 11.5f, 12], map);
    }

    [Fact]
    public void The_same_size_is_the_same_map()
    {
        var map = new float[6];
        new Upsampler(2, 3, 2, 3, Upsampling.HalfPixel).Apply([0, 1, 2, 10, 11, 12], map);
        Assert.Equal([0, 1, 2, 10, 11, 12], map);
    }
}
