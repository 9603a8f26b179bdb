using OpenCvSharp;

namespace DiCNet.Ingest;

/// <summary>The odd thing of the test pattern: an eight-cornered patch of loud cells that crosses the road.</summary>
sealed class TestPatternAnomaly : IDisposable
{
    private readonly TestPatternOptions _options;
    private readonly Mat _texture;
    private readonly Mat _shape;

    public TestPatternAnomaly(TestPatternOptions options)
    {
        _options = options;
        var (width, height) = (Math.Max(8, options.Width / 6), Math.Max(8, options.Height / 5));
        _texture = Texture(width, height, options.Seed);
        _shape = new Mat(height, width, MatType.CV_8UC1, Scalar.All(0));
        var (right, bottom) = (width - 1, height - 1);
        // Flat edges on all four sides make the box exact.
        Point[] corners =
        [
            new(width / 4, 0), new(width / 2, 0), new(right, height / 3), new(right, height / 2),
            new(width * 3 / 4, bottom), new(width / 3, bottom), new(0, height * 2 / 3), new(0, height / 2),
        ];
        Cv2.FillPoly(_shape, [corners], Scalar.All(255));
    }

    /// <summary>Where it is, in pixels of the picture; null where it is not.</summary>
    public PixelBox? BoxAt(long sequence)
    {
        if (sequence < _options.AnomalyFrom || sequence >= _options.AnomalyTo)
        {
            return null;
        }

        var way = (double)(sequence - _options.AnomalyFrom) / (_options.AnomalyTo - _options.AnomalyFrom);
        var x = (int)((_options.Width - _texture.Width) * (0.15 + 0.6 * way));
        var y = (int)((_options.Height - _texture.Height) * (0.75 + 0.1 * Math.Sin(6 * way)));
        return new PixelBox(x, y, _texture.Width, _texture.Height);
    }

    /// <summary>Draws it where it is. Lent for the call.</summary>
    public void Draw(long sequence, Mat pixels)
    {
        if (BoxAt(sequence) is { } box)
        {
            using var place = pixels.SubMat(new Rect(box.X, box.Y, box.Width, box.Height));
            _texture.CopyTo(place, _shape);
        }
    }

    public void Dispose()
    {
        _texture.Dispose();
        _shape.Dispose();
    }

    private static Mat Texture(int width, int height, int seed)
    {
        var cell = Math.Max(2, width / 16);
        var texture = new Mat(height, width, MatType.CV_8UC3);
        for (var y = 0; y < height; y += cell)
        {
            for (var x = 0; x < width; x += cell)
            {
                var dice = Dice.Roll(seed, 'a', (long)y * width + x);
                // Full colour in two of three channels: nothing on a road looks like it, and no grey hides in it.
                var (a, b) = (dice & 1) == 0 ? (255, 0) : (20, 255);
                var color = new Scalar(a, (dice & 2) == 0 ? b : 40, 255 - a);
                Cv2.Rectangle(texture, new Rect(x, y, Math.Min(cell, width - x), Math.Min(cell, height - y)), color, -1);
            }
        }

        return texture;
    }
}
