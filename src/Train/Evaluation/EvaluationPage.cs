using System.Net;
using System.Text;

namespace DiCNet.Train.Evaluation;

/// <summary>A result on one page that needs no network, no script and no other file.</summary>
static class EvaluationPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="evaluation">The result.</param>
    /// <param name="pictures">Frames in pictures, by list.</param>
    public static string Html(BundleEvaluation evaluation, IReadOnlyDictionary<string, IReadOnlyList<PictureRow>> pictures)
    {
        var page = new StringBuilder();
        var title = $"{evaluation.Bundle}: evaluation";
        page.Append(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Text(title)}</title>
            <style>
            {EvaluationStyle.Css}
            </style>
            </head>
            <body>
            <main>
            <header>
            <h1>{Text(title)}</h1>
            <p class="summary">Rule <b>{Text(evaluation.ScoreRule)}</b> on {Text(evaluation.DataSet)}. The unknown: {Text(string.Join(", ", evaluation.HeldOutClasses.DefaultIfEmpty("nothing")))}. All figures in percent.</p>

            """);
        foreach (var warning in evaluation.Warnings)
        {
            page.Append($"<p class=\"trouble\" role=\"status\">{Text(Sentence(warning))}</p>\n");
        }

        foreach (var missing in evaluation.Missing)
        {
            page.Append($"<p class=\"summary\">Not measured: {Text(missing.Scores)}: {Text(missing.Why)}.</p>\n");
        }

        page.Append("</header>\n");
        foreach (var list in evaluation.Lists)
        {
            AppendList(page, evaluation, list, pictures.GetValueOrDefault(list.List, []));
        }

        page.Append("<section>\n<h2>How it was measured</h2>\n");
        foreach (var line in Method(evaluation.Options))
        {
            page.Append($"<p class=\"quiet\">{Text(line)}</p>\n");
        }

        return page.Append($"<p class=\"quiet\">SHA-256 of the graph: <span style=\"overflow-wrap:anywhere\">{Text(evaluation.Digest)}</span></p>\n</section>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendList(StringBuilder page, BundleEvaluation evaluation, ListEvaluation list, IReadOnlyList<PictureRow> pictures)
    {
        page.Append($"<section>\n<h2>{Text(list.List)}</h2>\n<p class=\"summary\">{list.Frames} frames, {100.0 * list.Anomalous / Math.Max(1, list.Anomalous + list.Normal):0.00} % of the pixels anomalous");
        page.Append(list.Segmentation is { } s ? $"; the teacher's mIoU is {s.MeanIou * 100:0.0}, its pixel accuracy {s.PixelAccuracy * 100:0.0} (known classes).</p>\n" : ".</p>\n");
        foreach (var warning in list.Warnings.Concat(list.Scores.SelectMany(score => score.Warnings.Select(w => $"{score.Score}: {w}"))))
        {
            page.Append($"<p class=\"trouble\" role=\"status\">{Text(Sentence(warning))}</p>\n");
        }

        EvaluationTables.Append(page, evaluation.ScoreRule, list);
        if (list.Scores.Any(score => score.Pooled is not null))
        {
            page.Append("<h3>Curves</h3>\n");
            CurveChart.Append(page, list);
            EvaluationTables.AppendFalseAlarms(page, list);
        }

        AppendPictures(page, evaluation, pictures);
        page.Append("</section>\n");
    }

    private static void AppendPictures(StringBuilder page, BundleEvaluation evaluation, IReadOnlyList<PictureRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        page.Append("<h3>Frames</h3>\n<p class=\"quiet\">Ranked by the AUPR of the rule that ships. Scores are coloured by their own normal pixels: black at the median, "
            + "violet-red at the level that 0.5 % of them reach, yellow at twice as far. Equal colours are equal rates of false alarms.</p>\n<p class=\"legend\">Labels: ");
        for (var i = 0; i < evaluation.KnownClasses.Count; i++)
        {
            AppendSwatch(LabelColors.Css((byte)i), evaluation.KnownClasses[i]);
        }

        AppendSwatch(LabelColors.Css(Data.ClassTable.Anomaly), $"unknown ({string.Join(", ", evaluation.HeldOutClasses)})");
        AppendSwatch(LabelColors.Css(Data.ClassTable.Void), "void");
        page.Append("</p>\n<div class=\"rows\">\n");
        foreach (var row in rows)
        {
            page.Append($"<div class=\"card\"><h4><b>{Text(row.Place)}</b> {Text(row.Frame)}</h4>\n<div class=\"pictures\" style=\"--least:{row.Cells.Count * 8.5:0.#}rem;grid-template-columns:repeat({row.Cells.Count},1fr)\">\n");
            foreach (var (caption, jpeg) in row.Cells)
            {
                page.Append($"<figure><img src=\"data:image/jpeg;base64,{Convert.ToBase64String(jpeg)}\" alt=\"{Text($"{row.Frame}: {caption}")}\"><figcaption>{Text(caption)}</figcaption></figure>\n");
            }

            page.Append("</div></div>\n");
        }

        page.Append("</div>\n");

        void AppendSwatch(string color, string name) => page.Append($"<span><span class=\"swatch\" style=\"background:{color};margin:0\"></span> {Text(name)}</span> ");
    }

    private static IEnumerable<string> Method(EvaluationOptions options)
    {
        yield return $"Score grids are stretched to label size bilinearly, {(options.Upsampling == Upsampling.HalfPixel ? "half-pixel (align_corners=False)" : "align_corners=True")}; logits half-pixel, before any score is taken of them. Void pixels count nowhere.";
        yield return "AUPR is average precision, nothing interpolated. FPR95 is the false positive rate at the recall nearest to 95 % (hendrycks/anomaly-seg, the paper); FPR95 ≥ at the first recall of 95 % or more (Fishyscapes, SegmentMeIfYouCan).";
        yield return "E-FPR and C-FPR are the shares of misclassified and of correctly classified normal pixels strictly above a picture's own threshold (the paper's Table 1).";
        yield return $"Component figures are SegmentMeIfYouCan's, at the threshold of the best pooled F1, alarms below {options.MinAlarmArea * 100:0.000} % and anomalies below {options.MinAnomalyArea * 100:0.000} % of the picture left out.";
        yield return options.Resamples == 0
            ? "No confidence intervals were asked for."
            : $"Intervals are 95 %, {options.Resamples} resamples of frames (seed {options.Seed}). Frames of one clip resemble each other: there the intervals are too narrow.";
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";

    private static string Text(string plain) => WebUtility.HtmlEncode(plain);
}
