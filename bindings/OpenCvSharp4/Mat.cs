using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <summary>
/// An image: a header over pixels that several headers may share. The pixels live until the last header is disposed.
/// </summary>
public partial class Mat : CvObject
{
    public Mat()
    {
        Native.Check(NativeMethods.cvs_mat_new(out var p));
        ptr = p;
    }

    public Mat(int rows, int cols, MatType type)
    {
        Native.Check(NativeMethods.cvs_mat_new_sized(rows, cols, type.Value, out var p));
        ptr = p;
    }

    public Mat(Size size, MatType type)
        : this(size.Height, size.Width, type)
    {
    }

    public Mat(int rows, int cols, MatType type, Scalar s)
    {
        Native.Check(NativeMethods.cvs_mat_new_filled(rows, cols, type.Value, s, out var p));
        ptr = p;
    }

    public Mat(Size size, MatType type, Scalar s)
        : this(size.Height, size.Width, type, s)
    {
    }

    public Mat(Mat m, Rect roi)
    {
        ArgumentNullException.ThrowIfNull(m);
        Native.Check(NativeMethods.cvs_mat_new_roi(m.CvPtr, roi.X, roi.Y, roi.Width, roi.Height, out var p));
        GC.KeepAlive(m);
        ptr = p;
    }

    internal Mat(IntPtr native)
    {
        ptr = native;
    }

    ~Mat()
    {
        Dispose(false);
    }

    /// <summary>Wraps memory without owning or pinning it: it has to outlive this Mat and every view of it.</summary>
    public static Mat FromPixelData(int rows, int cols, MatType type, IntPtr data, long step = 0)
    {
        Native.Check(NativeMethods.cvs_mat_new_over(rows, cols, type.Value, data, step, out var p));
        return new Mat(p);
    }

    public static Mat ImDecode(byte[] imageBytes, ImreadModes mode = ImreadModes.Color)
    {
        ArgumentNullException.ThrowIfNull(imageBytes);
        return Cv2.ImDecode(imageBytes, mode);
    }

    public static Mat ImDecode(ReadOnlySpan<byte> span, ImreadModes mode = ImreadModes.Color) =>
        Cv2.ImDecode(span, mode);

    public void Release() => Dispose();

    protected override void DisposeUnmanaged()
    {
        var native = ptr;
        ptr = IntPtr.Zero;
        if (native != IntPtr.Zero)
            NativeMethods.cvs_mat_delete(native);
        base.DisposeUnmanaged();
    }
}
