using System.Net;
using System.Text;

namespace DiCNet.Train.Evaluation;

/// <summary>The tables of the evaluation page.</summary>
static class EvaluationTables
{
    /// <summary>Per-image means and pooled figures, a table each.</summary>
    /// <param name="page">Lent for the call.</param>
    /// <param name="rule">The score that ships.</param>
    /// <param name="list">What to show.</param>
    public static void Append(StringBuilder page, string rule, ListEvaluation list)
    {
        var targets = list.Scores.Select(s => s.PerImage?.ErrorSplits).FirstOrDefault(s => s?.Count > 0) ?? [];
        var leftOut = list.Scores[0].PerImage?.LeftOut ?? 0;
        page.Append($"<h3>Per-image means</h3>\n<p class=\"quiet\">Every picture ranked alone, then the mean: the paper's way. {(leftOut > 0 ? $"{leftOut} pictures without anything unknown are left out. " : "")}Not to be compared with pooled figures.</p>\n");
        Table(
            page, rule, list,
            ["AUPR", "FPR95", "FPR95 ≥", "AUROC", .. targets.SelectMany(t => (string[])[$"E-FPR{t.Target * 100:0}", $"C-FPR{t.Target * 100:0}"])],
            s => s.PerImage is not { } p ? [] : [p.AveragePrecision, p.Fpr95Nearest, p.Fpr95AtLeast, p.Auroc, .. p.ErrorSplits.SelectMany(e => (Estimate?[])[e.Wrong, e.Right])]);
        page.Append("<h3>Pooled</h3>\n<p class=\"quiet\">The pixels of all pictures ranked together; then whole obstacles and whole alarms.</p>\n");
        Table(
            page, rule, list, ["AUPR", "FPR95", "FPR95 ≥", "AUROC", "best F1", "sIoU", "PPV", "F1*"],
            s => s.Pooled is not { } p ? [] : [
                p.AveragePrecision, p.Fpr95Nearest, p.Fpr95AtLeast, p.Auroc, p.BestF1,
                Plain(s.Components?.MeanIou), Plain(s.Components?.MeanPpv), Plain(s.Components?.MeanF1),
            ]);

        static Estimate? Plain(double? value) => value is { } v ? new Estimate(v, null) : null;
    }

    /// <summary>Which classes the false alarms lie on.</summary>
    /// <param name="page">Lent for the call.</param>
    /// <param name="list">What to show.</param>
    public static void AppendFalseAlarms(StringBuilder page, ListEvaluation list)
    {
        var scores = list.Scores.Where(s => s.FalseAlarms.Count > 0).ToList();
        if (scores.Count == 0)
        {
            return;
        }

        page.Append("<h3>What the false alarms lie on</h3>\n<p class=\"quiet\">At the pooled 95 % recall: part of all false alarm pixels; below it, the part of the class that is falsely alarmed.</p>\n<div class=\"card\"><table>\n<thead><tr><th>class</th>");
        foreach (var score in scores)
        {
            page.Append($"<th>{Text(score.Score)}</th>");
        }

        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var name in scores[0].FalseAlarms.Select(f => f.Class))
        {
            page.Append($"<tr><td>{Text(name)}</td>");
            foreach (var alarm in scores.Select(s => s.FalseAlarms.First(f => f.Class == name)))
            {
                page.Append($"<td class=\"bar\" style=\"--part:{alarm.Share * 100:0.0}%\">{alarm.Share * 100:0.0}<small>{alarm.Rate * 100:0.0} of it</small></td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</tbody></table></div>\n");
        if (list.Segmentation is { } segmentation)
        {
            page.Append("<h3>The teacher's IoU by class</h3>\n<div class=\"card\"><table><thead><tr>");
            page.Append(string.Concat(segmentation.ClassIou.Keys.Select(c => $"<th>{Text(c)}</th>")));
            page.Append("</tr></thead><tbody><tr>");
            page.Append(string.Concat(segmentation.ClassIou.Values.Select(iou => iou is { } v ? $"<td>{v * 100:0.0}</td>" : "<td>-</td>")));
            page.Append("</tr></tbody></table></div>\n");
        }
    }

    private static void Table(StringBuilder page, string rule, ListEvaluation list, string[] heads, Func<ScoreEvaluation, Estimate?[]> figures)
    {
        page.Append($"<div class=\"card\"><table>\n<thead><tr><th>score</th>{string.Concat(heads.Select(h => $"<th>{h}</th>"))}</tr></thead>\n<tbody>\n");
        foreach (var score in list.Scores)
        {
            page.Append($"<tr{(score.Score == rule ? " class=\"ships\"" : "")} title=\"{Text(score.Meaning)}\"><td>{Text(score.Score)}{(score.Score == rule ? "<small>ships</small>" : "")}</td>");
            var row = figures(score);
            for (var i = 0; i < heads.Length; i++)
            {
                page.Append(row.Length > i && row[i] is { } e
                    ? $"<td>{e.Value * 100:0.0}{(e.Interval is { } v ? $"<small>{v.Low * 100:0.0} to {v.High * 100:0.0}</small>" : "")}</td>"
                    : "<td>-</td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</tbody></table></div>\n");
    }

    private static string Text(string plain) => WebUtility.HtmlEncode(plain);
}
