using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial int cvs_capture_new(out IntPtr result);

    [LibraryImport(Shim, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int cvs_capture_new_file(string name, int api, int* values, int count, out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial int cvs_capture_new_index(int index, int api, out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial void cvs_capture_delete(IntPtr capture);

    [LibraryImport(Shim, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int cvs_capture_open(IntPtr capture, string name, int api, out int result);

    [LibraryImport(Shim)]
    internal static partial int cvs_capture_is_opened(IntPtr capture, out int result);

    [LibraryImport(Shim)]
    internal static partial int cvs_capture_release(IntPtr capture);

    [LibraryImport(Shim)]
    internal static partial int cvs_capture_grab(IntPtr capture, out int result);

    [LibraryImport(Shim)]
    internal static partial int cvs_capture_retrieve(IntPtr capture, IntPtr image, int flag, out int result);

    [LibraryImport(Shim)]
    internal static partial int cvs_capture_read(IntPtr capture, IntPtr image, out int result);

    [LibraryImport(Shim)]
    internal static partial int cvs_capture_get(IntPtr capture, int property, out double result);

    [LibraryImport(Shim)]
    internal static partial int cvs_capture_set(IntPtr capture, int property, double value, out int result);

    [LibraryImport(Shim)]
    internal static partial int cvs_capture_backend_name(IntPtr capture, byte* buffer, int size);
}
