using OpenCvSharp;

namespace DiCNet.Train.Bench;

/// <summary>A picture with edges and even surfaces, as streets have them: on noise alone a deep map is nearly the same everywhere.</summary>
static class SyntheticPicture
{
    private const int Blocks = 60;

    /// <summary>Draws it. The caller owns the result.</summary>
    public static Mat Draw(Random random, int height, int width)
    {
        var picture = new Mat(height, width, MatType.CV_8UC3, new Scalar(90, 110, 100));
        for (var i = 0; i < Blocks; i++)
        {
            var (x, y) = (random.Next(width), random.Next(height));
            var block = new Rect(x, y, random.Next(1, width - x + 1), random.Next(1, height - y + 1));
            Cv2.Rectangle(picture, block, new Scalar(random.Next(256), random.Next(256), random.Next(256)), -1);
        }

        return picture;
    }
}
