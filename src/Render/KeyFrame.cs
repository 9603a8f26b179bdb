using OpenCvSharp;

namespace DiCNet.Render;

/// <summary>What an event looked like: three JPEG files of one frame.</summary>
/// <param name="At">Media time of the frame.</param>
/// <param name="Raw">The frame as it came.</param>
/// <param name="Heat">Its scores.</param>
/// <param name="Marked">The frame with its marks.</param>
public sealed record KeyFrame(TimeSpan At, byte[] Raw, byte[] Heat, byte[] Marked)
{
    private const int Widest = 640;
    private static readonly int[] s_quality = [(int)ImwriteFlags.JpegQuality, 85];

    /// <summary>Takes the pictures of a verdict, scaled down to 640 pixels in width.</summary>
    /// <param name="verdict">Lent for the call.</param>
    /// <param name="overlay">Lent for the call.</param>
    public static KeyFrame Of(Verdict verdict, Overlay overlay) => new(
        verdict.Frame.MediaTime, Jpeg(verdict.Frame.Pixels), Jpeg(overlay.HeatMap(verdict)), Jpeg(overlay.Draw(verdict)));

    private static byte[] Jpeg(Mat picture)
    {
        using var small = new Mat();
        var source = picture;
        if (picture.Width > Widest)
        {
            var height = Math.Max(1, (int)Math.Round(picture.Height * (double)Widest / picture.Width));
            Cv2.Resize(picture, small, new Size(Widest, height), interpolation: InterpolationFlags.Area);
            source = small;
        }

        Cv2.ImEncode(".jpg", source, out var jpeg, s_quality);
        return jpeg;
    }
}
