using OpenCvSharp.Internal;

namespace OpenCvSharp;

public partial class Mat
{
    public Mat Clone()
    {
        // A clone of an empty header keeps its type, which cv::Mat::clone() would lose.
        if (Empty())
            return new Mat(Size(), Type());
        Native.Check(NativeMethods.cvs_mat_clone(CvPtr, out var p));
        GC.KeepAlive(this);
        return new Mat(p);
    }

    public void CopyTo(OutputArray m, InputArray? mask = null)
    {
        CopyTo(CvPtr, Native.Out(m), mask);
        m.Fix();
    }

    public void CopyTo(Mat m, InputArray? mask = null)
    {
        ThrowIfDisposed();
        ArgumentNullException.ThrowIfNull(m);
        CopyTo(CvPtr, m.CvPtr, mask);
        GC.KeepAlive(m);
    }

    public void ConvertTo(OutputArray m, MatType rtype, double alpha = 1, double beta = 0)
    {
        ThrowIfDisposed();
        Native.Check(NativeMethods.cvs_mat_convert_to(CvPtr, Native.Out(m), rtype.Value, alpha, beta));
        GC.KeepAlive(this);
        m.Fix();
    }

    public Mat SetTo(Scalar value, Mat? mask = null) =>
        SetTo(NativeInput.Of(value), mask is null ? NativeInput.None : NativeInput.Of(mask.CvPtr), mask, null);

    public Mat SetTo(InputArray value, Mat? mask = null) =>
        SetTo(Native.In(value), mask is null ? NativeInput.None : NativeInput.Of(mask.CvPtr), mask, value);

    public void Create(int rows, int cols, MatType type)
    {
        Native.Check(NativeMethods.cvs_mat_create(CvPtr, rows, cols, type.Value));
        GC.KeepAlive(this);
    }

    public void Create(Size size, MatType type) => Create(size.Height, size.Width, type);

    private void CopyTo(IntPtr self, IntPtr target, InputArray? mask)
    {
        Native.Check(NativeMethods.cvs_mat_copy_to(self, target, Native.Mask(mask)));
        GC.KeepAlive(this);
        GC.KeepAlive(mask);
    }

    private Mat SetTo(NativeInput value, NativeInput mask, Mat? maskOwner, InputArray? valueOwner)
    {
        Native.Check(NativeMethods.cvs_mat_set_to(CvPtr, value, mask));
        GC.KeepAlive(maskOwner);
        GC.KeepAlive(valueOwner);
        return this;
    }
}
