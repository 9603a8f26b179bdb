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

    /// <summary>Curves over one axis, with a legend.</summary>
    /// <param name="title">What is seen, for readers who see nothing.</param>
    /// <param name="curves">Name and points of each; points that are no numbers are left out.</param>
    /// <param name="fromZero">Whether the vertical axis starts at 0 rather than at the lowest value.</param>
    public static string Curves(string title, IReadOnlyList<(string Name, IReadOnlyList<(double X, double Y)> Points)> curves, bool fromZero = true)
    {
        var finite = curves.Select(c => (c.Name, Points: Thin([.. c.Points.Where(p => double.IsFinite(p.Y))]))).Where(c => c.Points.Count > 0).ToList();
        if (finite.Count == 0)
        {
            return "<p class=\"quiet\">Nothing was recorded.</p>\n";
        }

        var all = finite.SelectMany(c => c.Points).ToList();
        var (x0, x1) = Span(all.Min(p => p.X), all.Max(p => p.X));
        var (y0, y1) = Span(fromZero ? Math.Min(0, all.Min(p => p.Y)) : all.Min(p => p.Y), all.Max(p => p.Y));
        double X(double x) => Left + ((x - x0) / (x1 - x0) * (Width - Left - Right));
        double Y(double y) => Height - Bottom - ((y - y0) / (y1 - y0) * (Height - Top - Bottom));

        var svg = new StringBuilder($"<div class=\"chart\"><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Text(title)}\">\n");
        foreach (var y in Ticks(y0, y1))
        {
            svg.Append($"<line class=\"grid\" x1=\"{Left}\" y1=\"{Y(y):0.0}\" x2=\"{Width - Right}\" y2=\"{Y(y):0.0}\"/><text x=\"{Left - 7}\" y=\"{Y(y) + 4.5:0.0}\" text-anchor=\"end\">{y:0.####}</text>\n");
        }

        foreach (var x in Ticks(x0, x1))
        {
            svg.Append($"<text x=\"{X(x):0.0}\" y=\"{Height - 7}\" text-anchor=\"middle\">{x:0.##}</text>\n");
        }

        var legend = Left;
        for (var i = 0; i < finite.Count; i++)
        {
            svg.Append($"<polyline class=\"c{i % 6}\" points=\"").AppendJoin(' ', finite[i].Points.Select(p => $"{X(p.X):0.0},{Y(p.Y):0.0}")).Append("\"/>\n");
            if (finite[i].Points.Count == 1)
            {
                svg.Append($"<circle class=\"c{i % 6}\" cx=\"{X(finite[i].Points[0].X):0.0}\" cy=\"{Y(finite[i].Points[0].Y):0.0}\" r=\"3\"/>\n");
            }

            svg.Append($"<line class=\"c{i % 6}\" x1=\"{legend}\" y1=\"10\" x2=\"{legend + 18}\" y2=\"10\"/><text x=\"{legend + 23}\" y=\"14.5\">{Text(finite[i].Name)}</text>\n");
            legend += 40 + (8 * finite[i].Name.Length);
        }

        return svg.Append("</svg></div>\n").ToString();
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
