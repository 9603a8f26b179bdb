using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial int cvs_copy_make_border(
        in NativeInput src, IntPtr dst, int top, int bottom, int left, int right, int type, in Scalar value);

    [LibraryImport(Shim)]
    internal static partial int cvs_add(
        in NativeInput a, in NativeInput b, IntPtr dst, in NativeInput mask, int dtype);

    [LibraryImport(Shim)]
    internal static partial int cvs_multiply(
        in NativeInput a, in NativeInput b, IntPtr dst, double scale, int dtype);

    [LibraryImport(Shim)]
    internal static partial int cvs_add_weighted(
        in NativeInput a, double alpha, in NativeInput b, double beta, double gamma, IntPtr dst, int dtype);

    [LibraryImport(Shim)]
    internal static partial int cvs_absdiff(in NativeInput a, in NativeInput b, IntPtr dst);

    [LibraryImport(Shim)]
    internal static partial int cvs_compare(in NativeInput a, in NativeInput b, IntPtr dst, int op);

    [LibraryImport(Shim)]
    internal static partial int cvs_lut(in NativeInput src, byte* table, IntPtr dst);

    [LibraryImport(Shim)]
    internal static partial int cvs_count_non_zero(in NativeInput src, out int result);

    [LibraryImport(Shim)]
    internal static partial int cvs_mean(in NativeInput src, in NativeInput mask, out Scalar result);

    [LibraryImport(Shim)]
    internal static partial int cvs_mean_std_dev(
        in NativeInput src, in NativeInput mask, out Scalar mean, out Scalar deviation);

    [LibraryImport(Shim)]
    internal static partial int cvs_min_max(in NativeInput src, out double min, out double max);

    [LibraryImport(Shim)]
    internal static partial int cvs_min_max_loc(
        in NativeInput src, out double min, out double max, out Point minAt, out Point maxAt, in NativeInput mask);

    [LibraryImport(Shim)]
    internal static partial int cvs_norm(
        in NativeInput a, in NativeInput b, int type, in NativeInput mask, out double result);

    [LibraryImport(Shim)]
    internal static partial int cvs_set_num_threads(int count);

    [LibraryImport(Shim)]
    internal static partial int cvs_get_num_threads(out int result);

    [LibraryImport(Shim)]
    internal static partial int cvs_build_information(out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial IntPtr cvs_version_string();
}
