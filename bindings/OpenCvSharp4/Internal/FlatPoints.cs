namespace OpenCvSharp.Internal;

/// <summary>Polygons as the shim takes them: all points in one array, and how many belong to each polygon.</summary>
internal readonly struct FlatPoints
{
    public readonly Point[] Points;
    public readonly int[] Counts;

    public FlatPoints(IEnumerable<IEnumerable<Point>> polygons)
    {
        var points = new List<Point>();
        var counts = new List<int>();
        foreach (var polygon in polygons)
        {
            var before = points.Count;
            points.AddRange(polygon);
            counts.Add(points.Count - before);
        }

        Points = [.. points];
        Counts = [.. counts];
    }
}
