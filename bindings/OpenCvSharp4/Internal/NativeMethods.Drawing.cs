using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial int cvs_line(
        IntPtr image, int x1, int y1, int x2, int y2, in Scalar color, int thickness, int lineType, int shift);

    [LibraryImport(Shim)]
    internal static partial int cvs_rectangle_points(
        IntPtr image, int x1, int y1, int x2, int y2, in Scalar color, int thickness, int lineType, int shift);

    [LibraryImport(Shim)]
    internal static partial int cvs_rectangle(
        IntPtr image, int x, int y, int width, int height, in Scalar color, int thickness, int lineType, int shift);

    [LibraryImport(Shim)]
    internal static partial int cvs_circle(
        IntPtr image, int x, int y, int radius, in Scalar color, int thickness, int lineType, int shift);

    [LibraryImport(Shim, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int cvs_put_text(
        IntPtr image, string text, int x, int y, int font, double scale, in Scalar color, int thickness, int lineType,
        int bottomLeftOrigin);

    [LibraryImport(Shim, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int cvs_get_text_size(
        string text, int font, double scale, int thickness, out int baseLine, out int width, out int height);

    [LibraryImport(Shim)]
    internal static partial int cvs_fill_poly(
        IntPtr image, Point* points, int* counts, int count, in Scalar color, int lineType, int shift, int x, int y);

    [LibraryImport(Shim)]
    internal static partial int cvs_draw_contours(
        IntPtr image, Point* points, int* counts, int count, int index, in Scalar color, int thickness, int lineType,
        int* hierarchy, int hierarchyCount, int maxLevel, int x, int y);
}
