using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial int cvs_gaussian_blur(
        in NativeInput src, IntPtr dst, int width, int height, double sigmaX, double sigmaY, int border);

    [LibraryImport(Shim)]
    internal static partial int cvs_resize(
        in NativeInput src, IntPtr dst, int width, int height, double fx, double fy, int interpolation);

    [LibraryImport(Shim)]
    internal static partial int cvs_threshold(
        in NativeInput src, IntPtr dst, double threshold, double max, int type, out double result);

    [LibraryImport(Shim)]
    internal static partial int cvs_cvt_color(in NativeInput src, IntPtr dst, int code, int dstCn);

    [LibraryImport(Shim)]
    internal static partial int cvs_apply_color_map(in NativeInput src, IntPtr dst, int map);

    [LibraryImport(Shim)]
    internal static partial int cvs_connected_components(
        in NativeInput image, IntPtr labels, IntPtr stats, IntPtr centroids, int connectivity, int ltype,
        out int result);

    [LibraryImport(Shim)]
    internal static partial int cvs_bounding_rect(Point* points, int count, out Rect result);

    [LibraryImport(Shim)]
    internal static partial int cvs_find_contours(
        in NativeInput image, int mode, int method, int x, int y, out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial void cvs_contours_read(
        IntPtr contours, out int count, out int* counts, out Point* points, out int* hierarchy);

    [LibraryImport(Shim)]
    internal static partial void cvs_contours_delete(IntPtr contours);
}
