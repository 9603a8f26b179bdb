using DiCNet.Render;
using OpenCvSharp;

namespace DiCNet.App.Live;

/// <summary>What an event looked like, as JPEG files.</summary>
/// <param name="Frame">Three pictures of one frame.</param>
/// <param name="Thumbnail">The marked one, small.</param>
sealed record EventPictures(KeyFrame Frame, byte[] Thumbnail)
{
    private const int ThumbnailWidth = 192;
    private static readonly int[] s_quality = [(int)ImwriteFlags.JpegQuality, 80];

    /// <summary>Memory they take.</summary>
    public long Bytes => Frame.Raw.Length + Frame.Heat.Length + Frame.Marked.Length + Thumbnail.Length;

    /// <param name="verdict">Lent for the call.</param>
    /// <param name="overlay">Lent for the call.</param>
    public static EventPictures Of(Verdict verdict, Overlay overlay)
    {
        var frame = KeyFrame.Of(verdict, overlay);
        var marked = overlay.Draw(verdict);
        using var small = new Mat();
        var height = Math.Max(1, (int)Math.Round(marked.Height * (double)ThumbnailWidth / marked.Width));
        Cv2.Resize(marked, small, new Size(ThumbnailWidth, height), interpolation: InterpolationFlags.Area);
        Cv2.ImEncode(".jpg", small, out var thumbnail, s_quality);
        return new EventPictures(frame, thumbnail);
    }
}
