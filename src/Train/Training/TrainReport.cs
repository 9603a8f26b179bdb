using DiCNet.Train.Data;
using static TorchSharp.torch;

namespace DiCNet.Train.Training;

/// <summary>report.html of a training.</summary>
static class TrainReport
{
    private const int Samples = 4;
    private const int Bins = 60;

    /// <summary>Writes the page of a teacher.</summary>
    public static void Write(RunFolder folder, CheckpointHeader header, TrainData data, Networks.Teacher teacher)
    {
        var page = Start(folder, header, "Teacher", ["mIoU", "accuracy"], "cross-entropy");
        page.AddHeading("Classes", "Intersection over union on the development list.");
        page.AddTable(["class", "IoU"], data.Set.Classes.Known.Select(name => (string[])[name, Percent(header.Measures, $"IoU {name}")]));
        page.AddHeading("Samples", "Of the development list. Hatched dark: ignored; white: held out.");
        using var quiet = no_grad();
        foreach (var frame in TrainData.Spread(data.Dev, Samples))
        {
            using var scope = NewDisposeScope();
            var decoded = data.Read(frame);
            var predicted = Prediction.Of(teacher.call(data.ToTensor(decoded)).Logits, decoded.Height, decoded.Width);
            page.AddPictures(
            [
                (Sample.Picture(decoded), frame.Name),
                (Sample.Classes(decoded.Labels, decoded, data.Set.Classes), "ground truth"),
                (Sample.Classes(predicted, decoded, data.Set.Classes), "prediction"),
                (Sample.Errors(decoded, predicted, data.Classes), "wrong pixels"),
            ]);
        }

        folder.WriteText("report.html", page.ToString());
    }

    /// <summary>Writes the page of a student.</summary>
    public static void Write(RunFolder folder, CheckpointHeader header, TrainData data, Pair pair)
    {
        var statistics = header.Statistics!;
        var page = Start(folder, header, "Student", ["AUPR", "FPR95", "AUROC", "MSE"], "distillation (mean squared difference)");
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        pair.Eval();
        var mu = tensor([.. statistics.Mu], device: pair.Teacher.Normalize.Mean.device);
        var histogram = new DiscrepancyHistogram(statistics.Eq7Quantiles, Bins);
        var top = statistics.Eq7Quantiles.Count > 0 ? statistics.Eq7Quantiles[^1].Value : 1;
        var rows = new List<(byte[], string)[]>();
        var shown = TrainData.Spread(data.Dev, Samples).ToHashSet();
        foreach (var frame in data.Dev)
        {
            using var inner = NewDisposeScope();
            var decoded = data.Read(frame);
            var pictures = data.ToTensor(decoded);
            var eq7 = Prediction.Scores(pair.Measure(pictures, mu).Eq7, decoded.Height, decoded.Width);
            var predicted = Prediction.Of(pair.Teacher.call(pictures).Logits, decoded.Height, decoded.Width);
            histogram.Add(eq7, decoded.Labels, predicted);
            if (shown.Contains(frame))
            {
                rows.Add(
                [
                    (Sample.Picture(decoded), frame.Name),
                    (Sample.Classes(decoded.Labels, decoded, data.Set.Classes), "ground truth"),
                    (Sample.Classes(predicted, decoded, data.Set.Classes), "the teacher's classes"),
                    (Sample.Heat(eq7, decoded, top), "d"),
                ]);
            }
        }

        page.AddHeading("Distribution of d", "Over the pixels of the development list; horizontal: log10 of d (Eq. 7), vertical: density. Unknown pixels should lie to the right of wrongly classified known ones.");
        page.AddChart(Svg.Curves("Distribution of d by kind of pixel", histogram.Curves()));
        page.AddHeading("Samples", "Of the development list. White in the ground truth: held out. d: the brighter, the less known.");
        rows.ForEach(page.AddPictures);
        folder.WriteText("report.html", page.ToString());
    }

    private static ReportPage Start(RunFolder folder, CheckpointHeader header, string what, string[] measures, string loss)
    {
        var page = new ReportPage($"{what} of {Path.GetFullPath(folder.Path)}");
        page.AddFacts(
        [
            ("network", $"{header.Network.Architecture}, width {header.Network.Width}, C = {header.Network.Features}"),
            ("known classes", string.Join(", ", header.KnownClasses)),
            ("held out", string.Join(", ", header.HeldOutClasses)),
            ("steps", $"{header.Step}"),
            .. header.TeacherDigest is { } digest ? [("teacher", digest)] : Array.Empty<(string, string)>(),
            .. header.Measures.Where(m => !m.Key.StartsWith("IoU ", StringComparison.Ordinal)).Select(m => (m.Key, $"{m.Value:0.0000}")),
        ]);
        page.AddHeading("Loss", $"By step: {loss}.");
        page.AddChart(Svg.Curves("Loss by step", [("loss", [.. folder.Losses.Select(l => ((double)l.Step, l.Loss))])]));
        page.AddHeading("Measurements", "By step, on the development list (MSE: on the calibration list), for the running average that is kept.");
        page.AddChart(Svg.Curves("Measurements by step", [.. measures.Select(name =>
            (name, (IReadOnlyList<(double, double)>)[.. folder.Measures.Where(m => m.Name == name).Select(m => ((double)m.Step, m.Value))]))]));
        return page;
    }

    private static string Percent(IReadOnlyDictionary<string, double> measures, string name) =>
        measures.TryGetValue(name, out var value) && double.IsFinite(value) ? $"{value * 100:0.0} %" : "does not occur";
}
