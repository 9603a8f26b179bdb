using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

/// <summary>The functions of libOpenCvSharpShim; this part: errors and cv::Mat.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Shim = "OpenCvSharpShim";

    [LibraryImport(Shim)]
    internal static partial void cvs_last_error(
        out int code, out int line, out IntPtr func, out IntPtr err, out IntPtr file);

    // Reads a few fields and returns: too short to be worth telling the garbage collector about.
    [LibraryImport(Shim)]
    [SuppressGCTransition]
    internal static partial void cvs_mat_header(IntPtr m, out MatHeader header);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_new(out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_new_sized(int rows, int cols, int type, out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_new_filled(int rows, int cols, int type, in Scalar value, out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_new_over(
        int rows, int cols, int type, IntPtr data, long step, out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_new_roi(IntPtr m, int x, int y, int width, int height, out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial void cvs_mat_delete(IntPtr m);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_clone(IntPtr m, out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_create(IntPtr m, int rows, int cols, int type);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_copy_to(IntPtr m, IntPtr dst, in NativeInput mask);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_convert_to(IntPtr m, IntPtr dst, int type, double alpha, double beta);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_set_to(IntPtr m, in NativeInput value, in NativeInput mask);
}
