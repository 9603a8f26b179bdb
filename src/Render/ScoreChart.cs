using System.Net;
using System.Text;

namespace DiCNet.Render;

/// <summary>The scores of a run as a curve over media time, with the alarm level and the events. SVG within a page.</summary>
static class ScoreChart
{
    private const double Width = 1080;
    private const double Height = 280;
    private const double Left = 40;
    private const double Right = 14;
    private const double Top = 10;
    private const double Bottom = 28;
    private const double NarrowestEvent = 3;
    private const int MostTimeTicks = 10;
    private const int MostScoreTicks = 6;

    private static readonly double[] s_timeSteps =
        [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];

    /// <summary>Adds the chart to a page.</summary>
    /// <param name="page">Lent for the call.</param>
    /// <param name="report">Lent for the call.</param>
    public static void Append(StringBuilder page, ReportSink report)
    {
        var points = report.Curve.Points;
        if (points.Count == 0)
        {
            page.Append("<p class=\"quiet\">No frame was scored.</p>\n");
            return;
        }

        var from = points[0].At.TotalSeconds;
        var until = Math.Max(report.End.TotalSeconds, from + 0.1);
        var highest = points.Where(p => float.IsFinite(p.Peak)).Select(p => (double)p.Peak).Append(1.4).Max();
        var scoreStep = Step(highest, MostScoreTicks);
        var top = Math.Ceiling(highest / scoreStep) * scoreStep;
        double X(double seconds) => Left + ((Math.Clamp(seconds, from, until) - from) / (until - from) * (Width - Left - Right));
        double Y(double score) => Top + ((1 - (Math.Clamp(score, 0, top) / top)) * (Height - Top - Bottom));

        page.Append(
            $"""
            <div class="chart" tabindex="0">
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="Highest score per frame over time, with the alarm level at 1 and the events shaded">

            """);
        AppendScores(page, top, scoreStep, Y);
        AppendTimes(page, from, until, X);
        for (var i = 0; i < report.Events.Count; i++)
        {
            var e = report.Events[i].Latest;
            var (left, right) = (X(e.From.TotalSeconds), X(e.To.TotalSeconds));
            var width = Math.Max(NarrowestEvent, right - left);
            page.Append(
                $"<a href=\"#event-{i + 1}\"><rect class=\"event\" x=\"{Math.Min(left, Width - Right - width):0.0}\" y=\"{Top:0.0}\" width=\"{width:0.0}\" "
                + $"height=\"{Height - Top - Bottom:0.0}\"><title>{WebUtility.HtmlEncode(e.Id)}: {HeadUp.Clock(e.From)} to {HeadUp.Clock(e.To)}</title></rect></a>\n");
        }

        page.Append(
            $"<line class=\"alarm\" x1=\"{Left:0.0}\" y1=\"{Y(1):0.0}\" x2=\"{Width - Right:0.0}\" y2=\"{Y(1):0.0}\"/>\n"
            + $"<text class=\"alarm-name\" x=\"{Left + 6:0.0}\" y=\"{Y(1) - 5:0.0}\">alarm level</text>\n");
        AppendCurve(page, points, X, Y);
        page.Append("</svg>\n</div>\n");
    }

    private static void AppendScores(StringBuilder page, double top, double step, Func<double, double> y)
    {
        for (var i = 0; i * step <= top + (step / 2); i++)
        {
            page.Append(
                $"<line class=\"grid\" x1=\"{Left:0.0}\" y1=\"{y(i * step):0.0}\" x2=\"{Width - Right:0.0}\" y2=\"{y(i * step):0.0}\"/>"
                + $"<text x=\"{Left - 7:0.0}\" y=\"{y(i * step) + 4.5:0.0}\" text-anchor=\"end\">{i * step:0.##}</text>\n");
        }
    }

    private static void AppendTimes(StringBuilder page, double from, double until, Func<double, double> x)
    {
        var step = s_timeSteps.FirstOrDefault(s => (until - from) / s <= MostTimeTicks, Step(until - from, MostTimeTicks));
        for (var i = (long)Math.Ceiling((from / step) - 1e-9); i * step <= until + 1e-9; i++)
        {
            // A label at the very edge would be cut off.
            var at = x(i * step);
            var anchor = at > Width - Right - 20 ? "end" : at < Left + 20 ? "start" : "middle";
            page.Append(
                $"<line class=\"grid\" x1=\"{at:0.0}\" y1=\"{Height - Bottom:0.0}\" x2=\"{at:0.0}\" y2=\"{Height - Bottom + 5:0.0}\"/>"
                + $"<text x=\"{at:0.0}\" y=\"{Height - 7:0.0}\" text-anchor=\"{anchor}\">{Label(i * step, until)}</text>\n");
        }
    }

    private static void AppendCurve(StringBuilder page, IReadOnlyList<(TimeSpan At, float Peak)> points, Func<double, double> x, Func<double, double> y)
    {
        if (points.Count == 1)
        {
            page.Append($"<circle class=\"dot\" cx=\"{x(points[0].At.TotalSeconds):0.0}\" cy=\"{y(Finite(points[0].Peak)):0.0}\" r=\"3\"/>\n");
            return;
        }

        page.Append("<polyline class=\"curve\" points=\"");
        foreach (var (at, peak) in points)
        {
            page.Append($"{x(at.TotalSeconds):0.0},{y(Finite(peak)):0.0} ");
        }

        page.Append("\"/>\n");
    }

    private static double Finite(float score) => float.IsNaN(score) ? 0 : score;

    private static string Label(double seconds, double until) => until switch
    {
        < 60 => $"{seconds:0.#} s",
        < 3600 => $"{(long)seconds / 60}:{(long)seconds % 60:D2}",
        _ => $"{(long)seconds / 3600}:{(long)seconds / 60 % 60:D2}:{(long)seconds % 60:D2}",
    };

    /// <summary>The smallest of 1, 2, 5 times a power of ten that needs no more ticks than wanted.</summary>
    private static double Step(double range, int most)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(range / most)));
        foreach (var step in (ReadOnlySpan<double>)[1, 2, 5])
        {
            if (range / (step * power) <= most)
            {
                return step * power;
            }
        }

        return 10 * power;
    }
}
