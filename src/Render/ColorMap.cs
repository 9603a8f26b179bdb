using OpenCvSharp;

namespace DiCNet.Render;

/// <summary>Colour and cover of every score, worked out once.</summary>
/// <remarks>
/// A level is a score in 1/128, cut to 0..255, so that <see cref="AlarmLevel"/> and above is exactly "score 1 or more".
/// Colours are BGR. Inferno: its lightness rises evenly, so it reads the same in grey and for the colour-blind, and its
/// purple to yellow is rare on streets.
/// </remarks>
sealed class ColorMap
{
    /// <summary>Level of a score of 1.</summary>
    public const int AlarmLevel = 128;

    // Below this a score says nothing, and the street should look like the street.
    private const double FirstVisible = 0.3;

    /// <summary>Makes the tables.</summary>
    /// <param name="opacity">Cover of scores of 2 and more, in [0, 1].</param>
    public ColorMap(double opacity)
    {
        using var levels = new Mat(1, 256, MatType.CV_8UC1);
        var ramp = levels.AsSpan<byte>();
        for (var i = 0; i < ramp.Length; i++)
        {
            ramp[i] = (byte)i;
        }

        using var colors = new Mat();
        Cv2.ApplyColorMap(levels, colors, ColormapTypes.Inferno);
        Opaque = colors.AsSpan<Vec3b>().ToArray();
        Premultiplied = new Vec3b[256];
        InverseAlpha = new Vec3b[256];
        for (var level = 0; level < 256; level++)
        {
            var alpha = opacity * Cover(level / (double)AlarmLevel);
            var color = Opaque[level];
            var rest = (byte)Math.Round(255 * (1 - alpha));
            Premultiplied[level] = new Vec3b(Part(color.Item0, alpha), Part(color.Item1, alpha), Part(color.Item2, alpha));
            InverseAlpha[level] = new Vec3b(rest, rest, rest);
            FirstCovering = rest == 255 ? level + 1 : FirstCovering;
        }
    }

    /// <summary>The lowest level that covers anything.</summary>
    public int FirstCovering { get; }

    /// <summary>Colour of each level.</summary>
    public Vec3b[] Opaque { get; }

    /// <summary>Colour of each level times its cover.</summary>
    public Vec3b[] Premultiplied { get; }

    /// <summary>What each level leaves of the picture, 255 is all, in every channel.</summary>
    public Vec3b[] InverseAlpha { get; }

    /// <summary>The level of a score; not-a-number is 0.</summary>
    public static byte Level(float score) => (byte)Math.Clamp((int)(score * AlarmLevel), 0, 255);

    // Starts flat, so that noise just above the first visible score leaves no spots, and is half way up soon after 1.
    private static double Cover(double score)
    {
        var t = Math.Clamp((score - FirstVisible) / (2 - FirstVisible), 0, 1);
        return Math.Pow(t * t * (3 - (2 * t)), 0.7);
    }

    private static byte Part(byte value, double alpha) => (byte)Math.Round(value * alpha);
}
