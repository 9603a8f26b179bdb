namespace DiCNet.Inference;

/// <summary>The zones of one stream: where nothing counts, and what the other places are called.</summary>
public sealed class ZoneMask
{
    private readonly List<Polygon> _ignored = [];
    private readonly List<(string Name, Polygon Polygon)> _named = [];

    /// <summary>Reads the polygons.</summary>
    /// <exception cref="UserError">A polygon is wrong.</exception>
    public ZoneMask(IReadOnlyList<ZoneOptions> zones)
    {
        foreach (var zone in zones)
        {
            var polygon = Polygon.Parse(zone.Polygon);
            if (zone.Ignore)
            {
                _ignored.Add(polygon);
            }
            else
            {
                _named.Add((zone.Name, polygon));
            }
        }
    }

    /// <summary>Which cells of a grid count for nothing: those whose centre lies in a zone to ignore; null when there is none.</summary>
    /// <returns>[height, width], row by row. The caller owns the result.</returns>
    public bool[]? Ignored(int width, int height)
    {
        if (_ignored.Count == 0)
        {
            return null;
        }

        var cells = new bool[width * height];
        for (var i = 0; i < cells.Length; i++)
        {
            var (x, y) = ((i % width + 0.5) / width, (i / width + 0.5) / height);
            cells[i] = _ignored.Exists(z => z.Contains(x, y));
        }

        return cells;
    }

    /// <summary>The zone that covers most of a box, the first of equals; null when none covers any. Zones to ignore have no say.</summary>
    /// <param name="box">A box on a grid or picture of that width and height.</param>
    /// <param name="width">Width of what the box lies on.</param>
    /// <param name="height">Height of what the box lies on.</param>
    public string? NameOf(PixelBox box, int width, int height)
    {
        var (best, most) = ((string?)null, 0.0);
        foreach (var (name, polygon) in _named)
        {
            var covered = polygon.AreaWithin((double)box.X / width, (double)box.Y / height, (double)(box.X + box.Width) / width, (double)(box.Y + box.Height) / height);
            if (covered > most)
            {
                (best, most) = (name, covered);
            }
        }

        return best;
    }
}
