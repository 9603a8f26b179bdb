using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int cvs_imread(string path, int flags, out IntPtr result);

    [LibraryImport(Shim, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int cvs_imwrite(string path, IntPtr image, int* values, int count, out int result);

    [LibraryImport(Shim)]
    internal static partial int cvs_imdecode(byte* bytes, int length, int flags, out IntPtr result);

    [LibraryImport(Shim, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int cvs_imencode(
        string ext, in NativeInput image, int* values, int count, out int ok, out IntPtr bytes, out byte* data,
        out long length);

    [LibraryImport(Shim)]
    internal static partial void cvs_bytes_delete(IntPtr bytes);
}
