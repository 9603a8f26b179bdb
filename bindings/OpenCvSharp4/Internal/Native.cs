using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

/// <summary>The checks around every native call: arguments before it, the status after it.</summary>
internal static class Native
{
    /// <summary>
    /// The official wrapper throws only what OpenCV's error handler saw on this thread; here every failure throws.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(int status)
    {
        if (status != 0)
            ThrowLast();
    }

    public static NativeInput In(
        [NotNull] InputArray? array, [CallerArgumentExpression(nameof(array))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(array, name);
        array.ThrowIfDisposed();
        return array.IsNone ? throw new ArgumentNullException(name) : array.ToNative();
    }

    public static NativeInput Mask(InputArray? array)
    {
        array?.ThrowIfDisposed();
        return array is null ? NativeInput.None : array.ToNative();
    }

    public static IntPtr Out([NotNull] OutputArray? array, [CallerArgumentExpression(nameof(array))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(array, name);
        array.ThrowIfNotReady();
        return array.Target.CvPtr;
    }

    public static string Text(IntPtr utf8) => Marshal.PtrToStringUTF8(utf8) ?? "";

    [DoesNotReturn]
    private static void ThrowLast()
    {
        NativeMethods.cvs_last_error(out var code, out var line, out var func, out var err, out var file);
        throw new OpenCVException((ErrorCode)code, Text(func), Text(err), Text(file), line);
    }
}
