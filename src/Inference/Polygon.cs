using System.Globalization;

namespace DiCNet.Inference;

/// <summary>A simple polygon in fractions of a picture: origin top left, x right, y down.</summary>
public sealed class Polygon
{
    private const int FewestCorners = 3;
    private const int MostCorners = 64;
    private readonly (double X, double Y)[] _corners;

    private Polygon((double X, double Y)[] corners) => _corners = corners;

    /// <summary>Its corners, in the order given.</summary>
    public IReadOnlyList<(double X, double Y)> Corners => _corners;

    /// <summary>Its area as a fraction of the picture.</summary>
    public double Area => AreaOf(_corners);

    /// <summary>Reads <c>0,0.85 1,0.85 1,1 0,1</c>.</summary>
    /// <exception cref="UserError">A corner is no pair of numbers in [0, 1], there are not 3 to 64, edges cross, or there is nothing inside.</exception>
    public static Polygon Parse(string text)
    {
        var corners = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Corner).ToArray();
        if (corners.Length is < FewestCorners or > MostCorners)
        {
            throw new UserError($"the polygon has {corners.Length} corners", "", $"give it {FewestCorners} to {MostCorners}, such as '0,0.85 1,0.85 1,1 0,1'");
        }

        if (corners.Skip(1).Zip(corners).All(pair => Turn(corners[0], pair.Second, pair.First) == 0))
        {
            throw new UserError("the polygon has no area: its corners lie on one line", "", "list corners around a part of the picture");
        }

        CheckEdges(corners);
        return new Polygon(corners);
    }

    /// <summary>Whether a point lies inside. Points of an edge belong to one side of it only, so that neighbours share none.</summary>
    public bool Contains(double x, double y)
    {
        var inside = false;
        for (int i = 0, j = _corners.Length - 1; i < _corners.Length; j = i++)
        {
            var (a, b) = (_corners[i], _corners[j]);
            if (a.Y > y != b.Y > y && x < ((b.X - a.X) * (y - a.Y) / (b.Y - a.Y)) + a.X)
            {
                inside = !inside;
            }
        }

        return inside;
    }

    /// <summary>Area of the part that lies in a box, as a fraction of the picture.</summary>
    public double AreaWithin(double left, double top, double right, double bottom)
    {
        // Sutherland and Hodgman: cut by one side of the box after the other. What a cut adds to a hollow polygon has no area.
        var rest = Cut([.. _corners], c => c.X - left);
        rest = Cut(rest, c => right - c.X);
        rest = Cut(rest, c => c.Y - top);
        return AreaOf(Cut(rest, c => bottom - c.Y));
    }

    /// <summary>The text that gives it again.</summary>
    public override string ToString() => string.Join(' ', _corners.Select(Text));

    private static string Text((double X, double Y) corner) => FormattableString.Invariant($"{corner.X},{corner.Y}");

    private static (double X, double Y) Corner(string text)
    {
        var parts = text.Split(',');
        return parts.Length == 2 && Fraction(parts[0]) is { } x && Fraction(parts[1]) is { } y
            ? (x, y)
            : throw new UserError($"the polygon's corner '{text}' is no 'x,y' in fractions of the picture", "", "write two numbers from 0 to 1 with a comma and no space between");
    }

    private static double? Fraction(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1 ? value : null;

    private static void CheckEdges((double X, double Y)[] corners)
    {
        var n = corners.Length;
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                var (a, b, c, d) = (corners[i], corners[(i + 1) % n], corners[j], corners[(j + 1) % n]);
                // Neighbours share a corner by right; they are wrong only where one runs back along the other.
                var wrong = j == i + 1 ? RunsBack(a, b, d) : (j + 1) % n == i ? RunsBack(c, d, b) : Touch(a, b, c, d);
                if (wrong)
                {
                    throw new UserError($"the polygon crosses itself: its edge {i + 1} ({Text(a)} to {Text(b)}) meets its edge {j + 1} ({Text(c)} to {Text(d)})", "",
                        "list the corners in their order around the zone, each once");
                }
            }
        }
    }

    private static bool RunsBack((double X, double Y) from, (double X, double Y) corner, (double X, double Y) to) =>
        from == corner || corner == to || (Turn(from, corner, to) == 0 && (Between(from, corner, to) || Between(to, corner, from)));

    private static bool Touch((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, (double X, double Y) d)
    {
        var (abc, abd, cda, cdb) = (Turn(a, b, c), Turn(a, b, d), Turn(c, d, a), Turn(c, d, b));
        return (abc * abd < 0 && cda * cdb < 0)
            || (abc == 0 && Between(a, b, c)) || (abd == 0 && Between(a, b, d)) || (cda == 0 && Between(c, d, a)) || (cdb == 0 && Between(c, d, b));
    }

    /// <summary>1 where the way from a over b to c turns one way, -1 for the other, 0 for straight on. Decimals, because doubles would see turns on a straight line.</summary>
    private static int Turn((double X, double Y) a, (double X, double Y) b, (double X, double Y) c)
    {
        var (ax, ay) = ((decimal)a.X, (decimal)a.Y);
        return Math.Sign((((decimal)b.X - ax) * ((decimal)c.Y - ay)) - (((decimal)b.Y - ay) * ((decimal)c.X - ax)));
    }

    private static bool Between((double X, double Y) a, (double X, double Y) b, (double X, double Y) point) =>
        point.X >= Math.Min(a.X, b.X) && point.X <= Math.Max(a.X, b.X) && point.Y >= Math.Min(a.Y, b.Y) && point.Y <= Math.Max(a.Y, b.Y);

    private static List<(double X, double Y)> Cut(List<(double X, double Y)> corners, Func<(double X, double Y), double> inside)
    {
        var kept = new List<(double X, double Y)>(corners.Count + 4);
        for (var i = 0; i < corners.Count; i++)
        {
            var (from, to) = (corners[i], corners[(i + 1) % corners.Count]);
            var (before, after) = (inside(from), inside(to));
            if (before >= 0)
            {
                kept.Add(from);
            }

            if (before < 0 != after < 0)
            {
                var share = before / (before - after);
                kept.Add((from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y))));
            }
        }

        return kept;
    }

    private static double AreaOf(IReadOnlyList<(double X, double Y)> corners)
    {
        var twice = 0.0;
        for (var i = 0; i < corners.Count; i++)
        {
            var (a, b) = (corners[i], corners[(i + 1) % corners.Count]);
            twice += (a.X * b.Y) - (b.X * a.Y);
        }

        return Math.Abs(twice) / 2;
    }
}
