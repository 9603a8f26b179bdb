using OpenCvSharp;

namespace DiCNet.Ingest;

/// <summary>Draws the frames of the test pattern: any frame, in any order, always the same pixels.</summary>
sealed class TestPatternScene : IDisposable
{
    private const int NoiseMargin = 16;
    private const int NoiseLevels = 13;

    private readonly TestPatternOptions _options;
    private readonly Mat _backdrop;
    private readonly Mat _noise;
    private readonly TestPatternAnomaly _anomaly;

    public TestPatternScene(TestPatternOptions options)
    {
        _options = options;
        _backdrop = Backdrop(options);
        _noise = Noise(options);
        _anomaly = new TestPatternAnomaly(options);
    }

    private int Horizon => HorizonOf(_options);

    /// <summary>Where the anomaly is, in pixels; null where there is none.</summary>
    public PixelBox? AnomalyBox(long sequence) => _anomaly.BoxAt(sequence);

    /// <summary>Draws a frame. Lent for the call.</summary>
    public void Draw(long sequence, Mat pixels)
    {
        _backdrop.CopyTo(pixels);
        DrawLaneMarks(sequence, pixels);
        DrawCars(sequence, pixels);
        _anomaly.Draw(sequence, pixels);

        // A moving window into one picture of noise: making new noise would cost more than all the rest of the frame.
        var x = Dice.Below(NoiseMargin, _options.Seed, 'x', sequence);
        var y = Dice.Below(NoiseMargin, _options.Seed, 'y', sequence);
        using var noise = _noise.SubMat(new Rect(x, y, _options.Width, _options.Height));
        Cv2.Add(pixels, noise, pixels);
    }

    public void Dispose()
    {
        _backdrop.Dispose();
        _noise.Dispose();
        _anomaly.Dispose();
    }

    private static int HorizonOf(TestPatternOptions options) => options.Height * 2 / 5;

    private static Mat Backdrop(TestPatternOptions options)
    {
        var (width, height, horizon) = (options.Width, options.Height, HorizonOf(options));
        var picture = new Mat(height, width, MatType.CV_8UC3, new Scalar(70, 105, 75));
        for (var y = 0; y < horizon; y++)
        {
            Cv2.Line(picture, new Point(0, y), new Point(width, y), new Scalar(225, 190 + 40 * y / horizon, 150 + 60 * y / horizon));
        }

        for (var x = 0; x < width;)
        {
            var house = width / 12 + Dice.Below(width / 8 + 1, options.Seed, 'h', x) + 1;
            var roof = horizon / 3 + Dice.Below(horizon / 2 + 1, options.Seed, 'r', x);
            var tone = 80 + Dice.Below(90, options.Seed, 't', x);
            Cv2.Rectangle(picture, new Rect(x, roof, house, horizon - roof), new Scalar(tone, tone + 10, tone + 25), -1);
            x += house + width / 40;
        }

        Point[] road = [new(width * 2 / 5, horizon), new(width * 3 / 5, horizon), new(width, height), new(0, height)];
        Cv2.FillPoly(picture, [road], new Scalar(90, 88, 86));
        return picture;
    }

    private static Mat Noise(TestPatternOptions options)
    {
        var noise = new Mat(options.Height + NoiseMargin, options.Width + NoiseMargin, MatType.CV_8UC3);
        for (var y = 0; y < noise.Rows; y++)
        {
            var row = noise.RowSpan<byte>(y);
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = (byte)Dice.Below(NoiseLevels, options.Seed, 'n', (long)y * row.Length + i);
            }
        }

        return noise;
    }

    private void DrawLaneMarks(long sequence, Mat pixels)
    {
        const int Marks = 6;
        var phase = (double)(sequence % 10) / 10;
        for (var i = 0; i < Marks; i++)
        {
            // Squared, because marks that are evenly spaced on the ground crowd together towards the horizon.
            var near = (i + phase) / Marks;
            var (top, bottom) = (Depth(near), Depth(Math.Min(near + 0.07, 1)));
            var width = Math.Max(1, (int)(near * near * _options.Width / 40));
            var mark = new Rect((_options.Width - width) / 2, top, width, Math.Max(1, bottom - top));
            Cv2.Rectangle(pixels, mark, new Scalar(220, 225, 225), -1);
        }
    }

    private void DrawCars(long sequence, Mat pixels)
    {
        for (var i = 0; i < 3; i++)
        {
            var period = 50 + Dice.Below(50, _options.Seed, 'p', i);
            var near = 0.1 + 0.8 * ((sequence + Dice.Below(period, _options.Seed, 'o', i)) % period) / period;
            var (width, y) = ((int)(near * near * _options.Width / 6) + 4, Depth(near));
            var height = width * 2 / 3;
            var side = i == 1 ? -1 : 1;
            var x = (int)(_options.Width * (0.5 + side * 0.27 * near * near)) - width / 2;
            var tone = 50 + Dice.Below(120, _options.Seed, 'c', i);
            Cv2.Rectangle(pixels, new Rect(x, y - height, width, height), new Scalar(tone, 60, 200 - tone), -1);
            Cv2.Rectangle(pixels, new Rect(x + width / 6, y - height, width * 2 / 3, height / 3), new Scalar(200, 190, 180), -1);
        }
    }

    private int Depth(double near) => Horizon + (int)(near * near * (_options.Height - Horizon));
}
