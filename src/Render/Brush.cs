using OpenCvSharp;

namespace DiCNet.Render;

/// <summary>Sizes and colours of what is drawn on a picture; they grow with it.</summary>
/// <param name="picture">Size of the picture in pixels.</param>
sealed class Brush(Size picture)
{
    private const HersheyFonts Font = HersheyFonts.HersheyDuplex;

    // Capital letters of the Hershey fonts are 21 units high, and a scale of 1 makes a unit a pixel.
    private const double UnitsPerCapital = 21;

    /// <summary>Colour of ordinary text.</summary>
    public static Scalar Calm { get; } = Scalar.FromRgb(236, 239, 241);

    /// <summary>Colour of events: a strong amber, which neither the heat-map nor tail lights have.</summary>
    public static Scalar Warning { get; } = Scalar.FromRgb(255, 193, 7);

    /// <summary>Colour of text on the warning colour, and of rims.</summary>
    public static Scalar Dark { get; } = Scalar.FromRgb(20, 20, 24);

    /// <summary>Height of a capital letter in pixels: readable from 480x360 on, 2 % of large pictures.</summary>
    public int Capital { get; } = (int)Math.Max(9, Math.Min(picture.Width / 55.0, picture.Height / 45.0));

    /// <summary>Width of the lines of boxes and contours in pixels.</summary>
    public int Line => Math.Max(1, (Capital + 3) / 9);

    /// <summary>Space around text in pixels.</summary>
    public int Margin => Math.Max(4, Capital * 2 / 3);

    /// <summary>Height of a line of text with its margins.</summary>
    public int Strip => Capital + (2 * Margin);

    private double Scale => Capital / UnitsPerCapital;

    private int Stroke => Math.Max(1, Capital / 14);

    /// <summary>Width of a text in pixels; 0 for an empty one.</summary>
    public int Width(string text) => text.Length == 0 ? 0 : Cv2.GetTextSize(text, Font, Scale, Stroke, out _).Width;

    /// <summary>Writes a text with its left bottom corner at a point. The picture is lent for the call.</summary>
    public void Write(Mat on, string text, int x, int bottom, Scalar color)
    {
        if (text.Length > 0)
        {
            Cv2.PutText(on, text, new Point(x, bottom), Font, Scale, color, Stroke, LineTypes.AntiAlias);
        }
    }
}
