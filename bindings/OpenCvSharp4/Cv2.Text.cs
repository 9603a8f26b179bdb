using OpenCvSharp.Internal;

namespace OpenCvSharp;

public static partial class Cv2
{
    public static void PutText(
        InputOutputArray img, string text, Point org, HersheyFonts fontFace, double fontScale, Scalar color,
        int thickness = 1, LineTypes lineType = LineTypes.Link8, bool bottomLeftOrigin = false)
    {
        ArgumentNullException.ThrowIfNull(img);
        ThrowIfNoText(text);
        Native.Check(NativeMethods.cvs_put_text(
            Native.Out(img), text, org.X, org.Y, (int)fontFace, fontScale, color, thickness, (int)lineType,
            bottomLeftOrigin ? 1 : 0));
        img.Fix();
    }

    public static Size GetTextSize(
        string text, HersheyFonts fontFace, double fontScale, int thickness, out int baseLine)
    {
        ThrowIfNoText(text);
        Native.Check(NativeMethods.cvs_get_text_size(
            text, (int)fontFace, fontScale, thickness, out baseLine, out var width, out var height));
        return new Size(width, height);
    }

    private static void ThrowIfNoText(string text)
    {
        // The official wrapper names the text itself as the parameter.
        if (string.IsNullOrEmpty(text))
            throw new ArgumentNullException(text);
    }
}
