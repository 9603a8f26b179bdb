using DiCNet.Train.Data;
using OpenCvSharp;

namespace DiCNet.Train.Training;

/// <summary>Sample pictures for a page, as files in memory.</summary>
static class Sample
{
    private const int WidestPicture = 480;

    /// <summary>The picture itself, JPEG.</summary>
    public static byte[] Picture(DecodedFrame frame) => Encode(".jpg", frame, frame.Picture);

    /// <summary>Classes in their colours, PNG; void dark, held out white.</summary>
    public static byte[] Classes(ReadOnlySpan<byte> labels, DecodedFrame frame, ClassTable classes)
    {
        var colors = Colors(classes);
        var pixels = new byte[labels.Length * 3];
        for (var i = 0; i < labels.Length; i++)
        {
            var (r, g, b) = colors[labels[i]];
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = (b, g, r);
        }

        return Encode(".png", frame, pixels);
    }

    /// <summary>Known pixels that were taken for another class, bright, PNG.</summary>
    public static byte[] Errors(DecodedFrame frame, ReadOnlySpan<byte> predicted, int classes)
    {
        var pixels = new byte[predicted.Length * 3];
        for (var i = 0; i < predicted.Length; i++)
        {
            pixels.AsSpan(3 * i, 3).Fill(frame.Labels[i] >= classes ? (byte)70 : frame.Labels[i] == predicted[i] ? (byte)20 : (byte)230);
        }

        return Encode(".png", frame, pixels);
    }

    /// <summary>Scores as brightness, JPEG.</summary>
    /// <param name="scores">Of the pixels. Lent for the call.</param>
    /// <param name="frame">Whose they are.</param>
    /// <param name="top">Score that is white.</param>
    public static byte[] Heat(ReadOnlySpan<float> scores, DecodedFrame frame, double top)
    {
        using var grey = new Mat(frame.Height, frame.Width, MatType.CV_8UC1);
        for (var y = 0; y < frame.Height; y++)
        {
            var row = grey.RowSpan<byte>(y);
            for (var x = 0; x < row.Length; x++)
            {
                // The square root shows the ordinary, too.
                row[x] = (byte)(255 * Math.Sqrt(Math.Clamp(scores[(y * frame.Width) + x] / top, 0, 1)));
            }
        }

        using var colored = new Mat();
        Cv2.ApplyColorMap(grey, colored, ColormapTypes.Inferno);
        return Encode(".jpg", colored);
    }

    private static (byte R, byte G, byte B)[] Colors(ClassTable classes)
    {
        var colors = new (byte, byte, byte)[256];
        for (var i = 0; i < classes.Known.Count; i++)
        {
            // Hues a golden angle apart are told apart best for any number of classes.
            colors[i] = classes.Stored.FirstOrDefault(s => s.Name == classes.Known[i])?.Color is { } c ? (c.R, c.G, c.B) : Hue(i * 137.508 % 360, i % 3);
        }

        colors[ClassTable.Void] = (40, 40, 40);
        colors[ClassTable.Anomaly] = (255, 255, 255);
        return colors;
    }

    private static (byte R, byte G, byte B) Hue(double hue, int shade)
    {
        var value = 230 - (50 * shade);
        byte Channel(double offset)
        {
            var k = (offset + (hue / 60)) % 6;
            return (byte)(value * (1 - (0.75 * Math.Clamp(Math.Min(k, 4 - k), 0, 1))));
        }

        return (Channel(5), Channel(3), Channel(1));
    }

    private static byte[] Encode(string ending, DecodedFrame frame, byte[] bgr)
    {
        using var mat = new Mat(frame.Height, frame.Width, MatType.CV_8UC3);
        for (var y = 0; y < frame.Height; y++)
        {
            bgr.AsSpan(y * frame.Width * 3, frame.Width * 3).CopyTo(mat.RowSpan<byte>(y));
        }

        return Encode(ending, mat);
    }

    private static byte[] Encode(string ending, Mat mat)
    {
        using var small = new Mat();
        var scale = Math.Min(1.0, (double)WidestPicture / mat.Width);
        Cv2.Resize(mat, small, default, scale, scale, ending == ".png" ? InterpolationFlags.Nearest : InterpolationFlags.Area);
        Cv2.ImEncode(ending, small, out var file);
        return file;
    }
}
