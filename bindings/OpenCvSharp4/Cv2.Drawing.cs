using OpenCvSharp.Internal;

namespace OpenCvSharp;

public static partial class Cv2
{
    public static void Line(
        InputOutputArray img, Point pt1, Point pt2, Scalar color, int thickness = 1,
        LineTypes lineType = LineTypes.Link8, int shift = 0)
    {
        Native.Check(NativeMethods.cvs_line(
            Native.Out(img), pt1.X, pt1.Y, pt2.X, pt2.Y, color, thickness, (int)lineType, shift));
        img.Fix();
    }

    public static void Rectangle(
        InputOutputArray img, Point pt1, Point pt2, Scalar color, int thickness = 1,
        LineTypes lineType = LineTypes.Link8, int shift = 0)
    {
        Native.Check(NativeMethods.cvs_rectangle_points(
            Native.Out(img), pt1.X, pt1.Y, pt2.X, pt2.Y, color, thickness, (int)lineType, shift));
        img.Fix();
    }

    public static void Rectangle(
        InputOutputArray img, Rect rect, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8,
        int shift = 0)
    {
        Native.Check(NativeMethods.cvs_rectangle(
            Native.Out(img), rect.X, rect.Y, rect.Width, rect.Height, color, thickness, (int)lineType, shift));
        img.Fix();
    }

    public static void Rectangle(
        Mat img, Rect rect, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0)
    {
        ArgumentNullException.ThrowIfNull(img);
        Native.Check(NativeMethods.cvs_rectangle(
            img.CvPtr, rect.X, rect.Y, rect.Width, rect.Height, color, thickness, (int)lineType, shift));
        GC.KeepAlive(img);
    }

    public static void Rectangle(
        Mat img, Point pt1, Point pt2, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8,
        int shift = 0)
    {
        ArgumentNullException.ThrowIfNull(img);
        Native.Check(NativeMethods.cvs_rectangle_points(
            img.CvPtr, pt1.X, pt1.Y, pt2.X, pt2.Y, color, thickness, (int)lineType, shift));
        GC.KeepAlive(img);
    }

    public static void Circle(
        InputOutputArray img, Point center, int radius, Scalar color, int thickness = 1,
        LineTypes lineType = LineTypes.Link8, int shift = 0)
    {
        Native.Check(NativeMethods.cvs_circle(
            Native.Out(img), center.X, center.Y, radius, color, thickness, (int)lineType, shift));
        img.Fix();
    }
}
