using OpenCvSharp.Internal;

namespace OpenCvSharp;

public static partial class Cv2
{
    public static void GaussianBlur(
        InputArray src, OutputArray dst, Size ksize, double sigmaX, double sigmaY = 0,
        BorderTypes borderType = BorderTypes.Default)
    {
        Native.Check(NativeMethods.cvs_gaussian_blur(
            Native.In(src), Native.Out(dst), ksize.Width, ksize.Height, sigmaX, sigmaY, (int)borderType));
        GC.KeepAlive(src);
        dst.Fix();
    }

    public static void Resize(
        InputArray src, OutputArray dst, Size dsize, double fx = 0, double fy = 0,
        InterpolationFlags interpolation = InterpolationFlags.Linear)
    {
        Native.Check(NativeMethods.cvs_resize(
            Native.In(src), Native.Out(dst), dsize.Width, dsize.Height, fx, fy, (int)interpolation));
        GC.KeepAlive(src);
        dst.Fix();
    }

    public static double Threshold(InputArray src, OutputArray dst, double thresh, double maxval, ThresholdTypes type)
    {
        Native.Check(NativeMethods.cvs_threshold(
            Native.In(src), Native.Out(dst), thresh, maxval, (int)type, out var used));
        GC.KeepAlive(src);
        dst.Fix();
        return used;
    }

    public static void CvtColor(InputArray src, OutputArray dst, ColorConversionCodes code, int dstCn = 0)
    {
        Native.Check(NativeMethods.cvs_cvt_color(Native.In(src), Native.Out(dst), (int)code, dstCn));
        GC.KeepAlive(src);
        dst.Fix();
    }

    public static void ApplyColorMap(InputArray src, OutputArray dst, ColormapTypes colormap)
    {
        Native.Check(NativeMethods.cvs_apply_color_map(Native.In(src), Native.Out(dst), (int)colormap));
        GC.KeepAlive(src);
        dst.Fix();
    }

    public static int ConnectedComponentsWithStats(
        InputArray image, OutputArray labels, OutputArray stats, OutputArray centroids,
        PixelConnectivity connectivity = PixelConnectivity.Connectivity8) =>
        ConnectedComponentsWithStats(image, labels, stats, centroids, connectivity, MatType.CV_32S);

    /// <summary>The number of labels, with that of the background, 0.</summary>
    public static int ConnectedComponentsWithStats(
        InputArray image, OutputArray labels, OutputArray stats, OutputArray centroids,
        PixelConnectivity connectivity, MatType ltype)
    {
        Native.Check(NativeMethods.cvs_connected_components(
            Native.In(image), Native.Out(labels), Native.Out(stats), Native.Out(centroids), (int)connectivity,
            ltype.Value, out var count));
        GC.KeepAlive(image);
        labels.Fix();
        stats.Fix();
        centroids.Fix();
        return count;
    }
}
