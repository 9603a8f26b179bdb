using OpenCvSharp.Internal;

namespace OpenCvSharp;

public static partial class Cv2
{
    public static void FindContours(
        InputArray image, out Point[][] contours, out HierarchyIndex[] hierarchy, RetrievalModes mode,
        ContourApproximationModes method, Point? offset = null)
    {
        var shift = offset.GetValueOrDefault();
        Native.Check(NativeMethods.cvs_find_contours(
            Native.In(image), (int)mode, (int)method, shift.X, shift.Y, out var found));
        GC.KeepAlive(image);
        try
        {
            ReadContours(found, out contours, out hierarchy);
        }
        finally
        {
            NativeMethods.cvs_contours_delete(found);
        }
    }

    public static unsafe Rect BoundingRect(IEnumerable<Point> curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var points = curve.ToArray();
        fixed (Point* p = points)
        {
            Native.Check(NativeMethods.cvs_bounding_rect(p, points.Length, out var rect));
            return rect;
        }
    }

    public static unsafe void FillPoly(
        Mat img, IEnumerable<IEnumerable<Point>> pts, Scalar color, LineTypes lineType = LineTypes.Link8,
        int shift = 0, Point? offset = null)
    {
        ArgumentNullException.ThrowIfNull(img);
        ArgumentNullException.ThrowIfNull(pts);
        var flat = new FlatPoints(pts);
        var by = offset.GetValueOrDefault();
        fixed (Point* points = flat.Points)
        fixed (int* counts = flat.Counts)
        {
            Native.Check(NativeMethods.cvs_fill_poly(
                img.CvPtr, points, counts, flat.Counts.Length, color, (int)lineType, shift, by.X, by.Y));
        }

        GC.KeepAlive(img);
    }

    public static unsafe void DrawContours(
        InputOutputArray image, IEnumerable<IEnumerable<Point>> contours, int contourIdx, Scalar color,
        int thickness = 1, LineTypes lineType = LineTypes.Link8, IEnumerable<HierarchyIndex>? hierarchy = null,
        int maxLevel = int.MaxValue, Point? offset = null)
    {
        var target = Native.Out(image);
        ArgumentNullException.ThrowIfNull(contours);
        var flat = new FlatPoints(contours);
        int[]? tree = hierarchy is null
            ? null
            : [.. hierarchy.SelectMany(static h => new[] { h.Next, h.Previous, h.Child, h.Parent })];
        var by = offset.GetValueOrDefault();
        fixed (Point* points = flat.Points)
        fixed (int* counts = flat.Counts)
        fixed (int* levels = tree)
        {
            Native.Check(NativeMethods.cvs_draw_contours(
                target, points, counts, flat.Counts.Length, contourIdx, color, thickness, (int)lineType, levels,
                (tree?.Length ?? 0) / 4, maxLevel, by.X, by.Y));
        }

        image.Fix();
    }

    private static unsafe void ReadContours(IntPtr found, out Point[][] contours, out HierarchyIndex[] hierarchy)
    {
        NativeMethods.cvs_contours_read(found, out var count, out var counts, out var points, out var tree);
        contours = new Point[count][];
        hierarchy = new HierarchyIndex[count];
        for (var i = 0; i < count; points += counts[i], tree += 4, i++)
        {
            contours[i] = new ReadOnlySpan<Point>(points, counts[i]).ToArray();
            hierarchy[i] = new HierarchyIndex(tree[0], tree[1], tree[2], tree[3]);
        }
    }
}
