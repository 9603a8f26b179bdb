using OpenCvSharp.Internal;

namespace OpenCvSharp;

public static partial class Cv2
{
    /// <summary>An empty Mat for a file that is missing or no image.</summary>
    public static Mat ImRead(string fileName, ImreadModes flags = ImreadModes.Color)
    {
        ThrowIfNullOrEmpty(fileName, nameof(fileName));
        Native.Check(NativeMethods.cvs_imread(fileName, (int)flags, out var p));
        return new Mat(p);
    }

    public static unsafe bool ImWrite(string fileName, Mat img, int[]? prms = null)
    {
        ThrowIfNullOrEmpty(fileName, nameof(fileName));
        ArgumentNullException.ThrowIfNull(img);
        int ok;
        fixed (int* values = prms)
            Native.Check(NativeMethods.cvs_imwrite(fileName, img.CvPtr, values, prms?.Length ?? 0, out ok));
        GC.KeepAlive(img);
        return ok != 0;
    }

    public static bool ImWrite(string fileName, Mat img, params ImageEncodingParam[] prms) =>
        ImWrite(fileName, img, Flatten(prms));

    /// <summary>An empty Mat for bytes that are no image.</summary>
    public static Mat ImDecode(byte[] buf, ImreadModes flags)
    {
        ArgumentNullException.ThrowIfNull(buf);
        return ImDecode(new ReadOnlySpan<byte>(buf), flags);
    }

    public static unsafe Mat ImDecode(ReadOnlySpan<byte> span, ImreadModes flags)
    {
        if (span.IsEmpty)
            throw new ArgumentException("Empty span", nameof(span));
        fixed (byte* bytes = span)
        {
            Native.Check(NativeMethods.cvs_imdecode(bytes, span.Length, (int)flags, out var p));
            return new Mat(p);
        }
    }

    public static unsafe bool ImEncode(string ext, InputArray img, out byte[] buf, int[]? prms = null)
    {
        ThrowIfNullOrEmpty(ext, nameof(ext));
        var input = Native.In(img);
        int ok;
        IntPtr bytes;
        byte* data;
        long length;
        fixed (int* values = prms)
        {
            Native.Check(NativeMethods.cvs_imencode(
                ext, input, values, prms?.Length ?? 0, out ok, out bytes, out data, out length));
        }

        GC.KeepAlive(img);
        try
        {
            buf = new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
        }
        finally
        {
            NativeMethods.cvs_bytes_delete(bytes);
        }

        return ok != 0;
    }

    public static void ImEncode(string ext, InputArray img, out byte[] buf, params ImageEncodingParam[] prms) =>
        ImEncode(ext, img, out buf, Flatten(prms));

    private static int[]? Flatten(ImageEncodingParam[]? prms) =>
        prms is null ? null : [.. prms.SelectMany(static p => new[] { (int)p.EncodingId, p.Value })];

    private static void ThrowIfNullOrEmpty(string? value, string name)
    {
        if (string.IsNullOrEmpty(value))
            throw new ArgumentNullException(name);
    }
}
