using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <summary>OpenCV's functions; this part: arithmetic, and settings of the whole process.</summary>
public static partial class Cv2
{
    public static void CopyMakeBorder(
        InputArray src, OutputArray dst, int top, int bottom, int left, int right, BorderTypes borderType,
        Scalar? value = null)
    {
        Native.Check(NativeMethods.cvs_copy_make_border(
            Native.In(src), Native.Out(dst), top, bottom, left, right, (int)borderType, value.GetValueOrDefault()));
        GC.KeepAlive(src);
        dst.Fix();
    }

    public static void Add(
        InputArray src1, InputArray src2, OutputArray dst, InputArray? mask = null, int dtype = -1)
    {
        Native.Check(NativeMethods.cvs_add(
            Native.In(src1), Native.In(src2), Native.Out(dst), Native.Mask(mask), dtype));
        KeepAlive(src1, src2, mask);
        dst.Fix();
    }

    public static void Multiply(
        InputArray src1, InputArray src2, OutputArray dst, double scale = 1, int dtype = -1)
    {
        Native.Check(NativeMethods.cvs_multiply(Native.In(src1), Native.In(src2), Native.Out(dst), scale, dtype));
        KeepAlive(src1, src2);
        dst.Fix();
    }

    public static void AddWeighted(
        InputArray src1, double alpha, InputArray src2, double beta, double gamma, OutputArray dst, int dtype = -1)
    {
        Native.Check(NativeMethods.cvs_add_weighted(
            Native.In(src1), alpha, Native.In(src2), beta, gamma, Native.Out(dst), dtype));
        KeepAlive(src1, src2);
        dst.Fix();
    }

    public static void Absdiff(InputArray src1, InputArray src2, OutputArray dst)
    {
        Native.Check(NativeMethods.cvs_absdiff(Native.In(src1), Native.In(src2), Native.Out(dst)));
        KeepAlive(src1, src2);
        dst.Fix();
    }

    public static void Compare(InputArray src1, InputArray src2, OutputArray dst, CmpTypes cmpop)
    {
        Native.Check(NativeMethods.cvs_compare(Native.In(src1), Native.In(src2), Native.Out(dst), (int)cmpop));
        KeepAlive(src1, src2);
        dst.Fix();
    }

    public static unsafe void LUT(InputArray src, byte[] lut, OutputArray dst)
    {
        var input = Native.In(src);
        ArgumentNullException.ThrowIfNull(lut);
        if (lut.Length != 256)
            throw new ArgumentException("lut.Length != 256", nameof(lut));
        fixed (byte* table = lut)
            Native.Check(NativeMethods.cvs_lut(input, table, Native.Out(dst)));
        GC.KeepAlive(src);
        dst.Fix();
    }

    /// <summary>Below zero: the default. Zero: no threads. It is for the whole process.</summary>
    public static void SetNumThreads(int nThreads) => Native.Check(NativeMethods.cvs_set_num_threads(nThreads));

    public static int GetNumThreads()
    {
        Native.Check(NativeMethods.cvs_get_num_threads(out var count));
        return count;
    }

    public static string GetBuildInformation()
    {
        Native.Check(NativeMethods.cvs_build_information(out var text));
        return Native.Text(text);
    }

    public static string? GetVersionString() => Native.Text(NativeMethods.cvs_version_string());

    private static void KeepAlive(InputArray a, InputArray b, InputArray? mask = null)
    {
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(mask);
    }
}
