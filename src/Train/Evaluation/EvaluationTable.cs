namespace DiCNet.Train.Evaluation;

/// <summary>Results as plain text, in percent.</summary>
static class EvaluationTable
{
    /// <summary>Writes all lists.</summary>
    /// <param name="output">Lent for the call.</param>
    /// <param name="evaluation">What to write.</param>
    public static void Write(TextWriter output, BundleEvaluation evaluation)
    {
        output.WriteLine($"{evaluation.Bundle} ({evaluation.ScoreRule}) on {evaluation.DataSet}");
        foreach (var list in evaluation.Lists)
        {
            Write(output, list);
        }

        foreach (var missing in evaluation.Missing)
        {
            output.WriteLine($"\nNot measured: {missing.Scores}: {missing.Why}.");
        }

        foreach (var warning in evaluation.Warnings)
        {
            output.WriteLine($"\nWarning: {warning}.");
        }
    }

    private static void Write(TextWriter output, ListEvaluation list)
    {
        output.WriteLine($"\n{list.List}: {list.Frames} frames, {100.0 * list.Anomalous / Math.Max(1, list.Anomalous + list.Normal):0.00} % of the pixels anomalous");
        if (list.Segmentation is { } segmentation)
        {
            output.WriteLine($"teacher: mIoU {segmentation.MeanIou * 100:0.0}, pixel accuracy {segmentation.PixelAccuracy * 100:0.0} (known classes)");
        }

        var split = list.Scores.Any(s => s.PerImage?.ErrorSplits.Count > 0);
        Rows(output, list, [
            "per-image mean", "AUPR", "FPR95", "FPR95>=", "AUROC", .. split ? ["E-FPR95", "C-FPR95"] : Array.Empty<string>(),
        ], s => s.PerImage is not { } p ? null : [
            p.AveragePrecision, p.Fpr95Nearest, p.Fpr95AtLeast, p.Auroc,
            .. split ? [p.ErrorSplits[0].Wrong, p.ErrorSplits[0].Right] : Array.Empty<Estimate?>(),
        ]);
        Rows(output, list, ["pooled", "AUPR", "FPR95", "FPR95>=", "AUROC", "best F1", "sIoU", "PPV", "F1*"], s => s.Pooled is not { } p ? null : [
            p.AveragePrecision, p.Fpr95Nearest, p.Fpr95AtLeast, p.Auroc, p.BestF1,
            Plain(s.Components?.MeanIou), Plain(s.Components?.MeanPpv), Plain(s.Components?.MeanF1),
        ]);
        foreach (var warning in list.Warnings.Concat(list.Scores.SelectMany(s => s.Warnings.Select(w => $"{s.Score}: {w}"))))
        {
            output.WriteLine($"  Warning: {warning}.");
        }

        static Estimate? Plain(double? value) => value is { } v ? new Estimate(v, null) : null;
    }

    private static void Rows(TextWriter output, ListEvaluation list, string[] heads, Func<ScoreEvaluation, Estimate?[]?> figures)
    {
        output.WriteLine($"  {heads[0],-16}{string.Concat(heads.Skip(1).Select(h => $"{h,-18}"))}".TrimEnd());
        foreach (var score in list.Scores)
        {
            var cells = figures(score) is { } row ? string.Concat(row.Select(e => $"{Text(e),-18}")) : "nothing to rank";
            output.WriteLine($"  {score.Score,-16}{cells}".TrimEnd());
        }
    }

    private static string Text(Estimate? estimate) => estimate switch
    {
        null => "-",
        { Interval: null } => $"{estimate.Value * 100:0.0}",
        { Interval: { } i } => $"{estimate.Value * 100,4:0.0} [{i.Low * 100:0.0}, {i.High * 100:0.0}]",
    };
}
