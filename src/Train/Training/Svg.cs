using System.Net;
using System.Text;

namespace DiCNet.Train.Training;

/// <summary>Charts as inline SVG.</summary>
static class Svg
{
    private const double Width = 1080;
    private const double Height = 280;
    private const double Left = 56;
    private const double Right = 14;
    private const double Top = 24;
    private const double Bottom = 28;
    private const int MostTicks = 8;
    private const int MostPoints = 1500;
    private const int LegendRow = 18;
    private const int Colours = 6;
    private const int Dashes = 3;

    /// <summary>Curves over one axis, with a legend.</summary>
    /// <param name="title">What is seen, for readers who see nothing.</param>
    /// <param name="curves">Name and points of each; points that are no numbers are left out.</param>
    /// <param name="fromZero">Whether the vertical axis starts at 0 rather than at the lowest value.</param>
    public static string Curves(string title, IReadOnlyList<(string Name, IReadOnlyList<(double X, double Y)> Points)> curves, bool fromZero = true)
    {
        // A curve keeps its colour where another is missing.
        var finite = curves.Select((c, i) => (c.Name, Style: $"c{i % Colours} d{i / Colours % Dashes}", Points: Thin([.. c.Points.Where(p => double.IsFinite(p.Y))])))
            .Where(c => c.Points.Count > 0).ToList();
        if (finite.Count == 0)
        {
            return "<p class=\"quiet\">Nothing was recorded.</p>\n";
        }

        var all = finite.SelectMany(c => c.Points).ToList();
        var (x0, x1) = Span(all.Min(p => p.X), all.Max(p => p.X));
        var (y0, y1) = Span(fromZero ? Math.Min(0, all.Min(p => p.Y)) : all.Min(p => p.Y), all.Max(p => p.Y));
        var legend = Legend([.. finite.Select(c => c.Name)]);
        var top = Top + legend[^1].Y;
        var height = Height + legend[^1].Y;
        double X(double x) => Left + ((x - x0) / (x1 - x0) * (Width - Left - Right));
        double Y(double y) => height - Bottom - ((y - y0) / (y1 - y0) * (height - top - Bottom));

        var svg = new StringBuilder($"<div class=\"chart\"><svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{Text(title)}\">\n");
        foreach (var y in Ticks(y0, y1))
        {
            svg.Append($"<line class=\"grid\" x1=\"{Left}\" y1=\"{Y(y):0.0}\" x2=\"{Width - Right}\" y2=\"{Y(y):0.0}\"/><text x=\"{Left - 7}\" y=\"{Y(y) + 4.5:0.0}\" text-anchor=\"end\">{y:0.####}</text>\n");
        }

        foreach (var x in Ticks(x0, x1))
        {
            svg.Append($"<text x=\"{X(x):0.0}\" y=\"{height - 7}\" text-anchor=\"middle\">{x:0.##}</text>\n");
        }

        foreach (var ((name, style, points), (left, down)) in finite.Zip(legend))
        {
            svg.Append($"<polyline class=\"{style}\" points=\"").AppendJoin(' ', points.Select(p => $"{X(p.X):0.0},{Y(p.Y):0.0}")).Append("\"/>\n");
            if (points.Count == 1)
            {
                svg.Append($"<circle class=\"{style}\" cx=\"{X(points[0].X):0.0}\" cy=\"{Y(points[0].Y):0.0}\" r=\"3\"/>\n");
            }

            svg.Append($"<line class=\"{style}\" x1=\"{left}\" y1=\"{down + 10}\" x2=\"{left + 18}\" y2=\"{down + 10}\"/><text x=\"{left + 23}\" y=\"{down + 14.5}\">{Text(name)}</text>\n");
        }

        return svg.Append("</svg></div>\n").ToString();
    }

    /// <summary>Where the names stand, in rows.</summary>
    private static List<(double X, double Y)> Legend(string[] names)
    {
        var places = new List<(double, double)>();
        var (x, y) = (Left, 0.0);
        foreach (var name in names)
        {
            var width = 40 + (8 * name.Length);
            (x, y) = x > Left && x + width > Width ? (Left, y + LegendRow) : (x, y);
            places.Add((x, y));
            x += width;
        }

        return places;
    }

    /// <summary>Means of equal runs of points, so that a long training stays a small page.</summary>
    private static IReadOnlyList<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> points)
    {
        var size = (points.Count + MostPoints - 1) / MostPoints;
        return size <= 1 ? points : [.. points.Chunk(size).Select(c => (c[^1].X, c.Average(p => p.Y)))];
    }

    private static (double From, double To) Span(double from, double to) => to > from ? (from, to) : (from - 0.5, to + 0.5);

    private static IEnumerable<double> Ticks(double from, double to)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10((to - from) / MostTicks)));
        var step = new[] { 1.0, 2, 5, 10 }.Select(s => s * power).First(s => (to - from) / s <= MostTicks + 1e-9);
        for (var i = Math.Ceiling((from / step) - 1e-9); i * step <= to + (1e-9 * step); i++)
        {
            yield return i * step;
        }
    }

    private static string Text(string plain) => WebUtility.HtmlEncode(plain);
}
