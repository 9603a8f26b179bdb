using OpenCvSharp.Internal;

namespace OpenCvSharp;

public static partial class Cv2
{
    public static int CountNonZero(InputArray mtx)
    {
        Native.Check(NativeMethods.cvs_count_non_zero(Native.In(mtx), out var count));
        GC.KeepAlive(mtx);
        return count;
    }

    public static Scalar Mean(InputArray src, InputArray? mask = null)
    {
        Native.Check(NativeMethods.cvs_mean(Native.In(src), Native.Mask(mask), out var mean));
        KeepAlive(src, src, mask);
        return mean;
    }

    public static void MeanStdDev(InputArray src, out Scalar mean, out Scalar stddev, InputArray? mask = null)
    {
        Native.Check(NativeMethods.cvs_mean_std_dev(Native.In(src), Native.Mask(mask), out mean, out stddev));
        KeepAlive(src, src, mask);
    }

    public static void MinMaxLoc(InputArray src, out double minVal, out double maxVal)
    {
        Native.Check(NativeMethods.cvs_min_max(Native.In(src), out minVal, out maxVal));
        GC.KeepAlive(src);
    }

    public static void MinMaxLoc(
        InputArray src, out double minVal, out double maxVal, out Point minLoc, out Point maxLoc,
        InputArray? mask = null)
    {
        Native.Check(NativeMethods.cvs_min_max_loc(
            Native.In(src), out minVal, out maxVal, out minLoc, out maxLoc, Native.Mask(mask)));
        KeepAlive(src, src, mask);
    }

    public static double Norm(
        InputArray src1, InputArray src2, NormTypes normType = NormTypes.L2, InputArray? mask = null)
    {
        Native.Check(NativeMethods.cvs_norm(
            Native.In(src1), Native.In(src2), (int)normType, Native.Mask(mask), out var norm));
        KeepAlive(src1, src2, mask);
        return norm;
    }
}
