using System.Net;
using System.Text;

namespace DiCNet.Train.Evaluation;

/// <summary>ROC and PR curves of all scores of a list. SVG within a page.</summary>
static class CurveChart
{
    private const double Width = 520;
    private const double Height = 400;
    private const double Left = 52;
    private const double Right = 12;
    private const double Top = 10;
    private const double Bottom = 46;

    /// <summary>Adds both charts, side by side.</summary>
    /// <param name="page">Lent for the call.</param>
    /// <param name="list">What to draw.</param>
    public static void Append(StringBuilder page, ListEvaluation list)
    {
        page.Append("<div class=\"curves\">\n");
        Append(page, list, "ROC", "false positive rate, %", "recall, %", p => (p.FalsePositiveRate, p.Recall), chance: (0, 0, 1, 1));
        var share = (double)list.Anomalous / Math.Max(1, list.Anomalous + list.Normal);
        Append(page, list, "PR", "recall, %", "precision, %", p => (p.Recall, p.Precision), chance: (0, share, 1, share));
        page.Append("</div>\n<p class=\"legend\">");
        for (var i = 0; i < list.Scores.Count; i++)
        {
            page.Append($"<span><svg viewBox=\"0 0 24 8\" width=\"24\" height=\"8\" aria-hidden=\"true\"><line class=\"curve s{i % 8}\" x1=\"0\" y1=\"4\" x2=\"24\" y2=\"4\"/></svg> {WebUtility.HtmlEncode(list.Scores[i].Score)}</span> ");
        }

        page.Append("<span><svg viewBox=\"0 0 24 8\" width=\"24\" height=\"8\" aria-hidden=\"true\"><line class=\"chance\" x1=\"0\" y1=\"4\" x2=\"24\" y2=\"4\"/></svg> chance</span></p>\n");
    }

    private static void Append(
        StringBuilder page, ListEvaluation list, string title, string xName, string yName,
        Func<OperatingPoint, (double X, double Y)> of, (double X1, double Y1, double X2, double Y2) chance)
    {
        page.Append($"<div class=\"chart\"><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{title} curves, all pixels of {WebUtility.HtmlEncode(list.List)} pooled\">\n");
        for (var tick = 0; tick <= 5; tick++)
        {
            var (x, y) = (X(tick / 5.0), Y(tick / 5.0));
            page.Append(
                $"<line class=\"grid\" x1=\"{x:0.0}\" y1=\"{Top}\" x2=\"{x:0.0}\" y2=\"{Height - Bottom}\"/><line class=\"grid\" x1=\"{Left}\" y1=\"{y:0.0}\" x2=\"{Width - Right}\" y2=\"{y:0.0}\"/>"
                + $"<text x=\"{x:0.0}\" y=\"{Height - Bottom + 17}\" text-anchor=\"{(tick == 5 ? "end" : "middle")}\">{tick * 20}</text><text x=\"{Left - 7}\" y=\"{y + 4.5:0.0}\" text-anchor=\"end\">{tick * 20}</text>\n");
        }

        page.Append(
            $"<text class=\"axis\" x=\"{(Left + Width - Right) / 2:0.0}\" y=\"{Height - 8}\" text-anchor=\"middle\">{xName}</text>"
            + $"<text class=\"axis\" transform=\"translate(14 {(Top + Height - Bottom) / 2:0.0}) rotate(-90)\" text-anchor=\"middle\">{yName}</text>\n"
            + $"<line class=\"chance\" x1=\"{X(chance.X1):0.0}\" y1=\"{Y(chance.Y1):0.0}\" x2=\"{X(chance.X2):0.0}\" y2=\"{Y(chance.Y2):0.0}\"/>\n");

        // The rule that ships is drawn last, over the others.
        for (var i = list.Scores.Count - 1; i >= 0; i--)
        {
            if (list.Scores[i].Pooled is { } pooled)
            {
                var points = pooled.Curve.Select(of);
                points = title == "ROC" ? points.Prepend((0, 0)) : points;
                page.Append($"<polyline class=\"curve s{i % 8}\" points=\"{string.Join(' ', points.Select(p => $"{X(p.X):0.0},{Y(p.Y):0.0}"))}\"><title>{WebUtility.HtmlEncode(list.Scores[i].Score)}</title></polyline>\n");
            }
        }

        page.Append($"</svg><p class=\"quiet\">{title}, all pixels pooled</p></div>\n");
        static double X(double share) => Left + (share * (Width - Left - Right));
        static double Y(double share) => Top + ((1 - share) * (Height - Top - Bottom));
    }
}
