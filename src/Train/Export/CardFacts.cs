using System.Globalization;
using DiCNet.Train.Evaluation;
using DiCNet.Train.Onnx;
using DiCNet.Train.Training;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;

namespace DiCNet.Train.Export;

/// <summary>What a card says beyond its contract: data, recipe, parity and measurements.</summary>
/// <param name="trained">The pair.</param>
/// <param name="data">Its data set.</param>
/// <param name="parity">How far the bundle is from it.</param>
/// <param name="adaptedFrom">What it was adapted from and with; null if it was not.</param>
sealed class CardFacts(TrainedPair trained, TrainData data, Parity parity, IReadOnlyDictionary<string, object>? adaptedFrom)
{
    /// <summary>Places of one machine, which mean nothing elsewhere.</summary>
    private static readonly string[] s_local = ["out", "threads", "folder", "workers", "device"];

    /// <summary>The entries, in their order in the card.</summary>
    /// <param name="evaluation">What the bundle was measured to be worth; null if it was not.</param>
    public List<KeyValuePair<string, object>> Entries(BundleEvaluation? evaluation)
    {
        List<KeyValuePair<string, object>> facts =
        [
            new("data", new Dictionary<string, object>
            {
                ["set"] = data.Set.Name,
                ["train_frames"] = data.Sources.Sum(s => s.Count),
                ["calibration_frames"] = data.Calibration.Count,
            }),
            .. adaptedFrom is null ? Array.Empty<KeyValuePair<string, object>>() : [new("adapted_from", adaptedFrom)],
            new("chosen_on", $"list '{trained.Header.Options.Data.Dev}' ({data.Dev.Count} frames); the training does not see the lists measured below"),
            new("recipe", Recipe()),
            new("parity", new Dictionary<string, object>
            {
                ["pictures"] = parity.Pictures, ["teacher"] = Short(parity.Teacher), ["student"] = Short(parity.Student),
                ["score"] = Short(parity.Score), ["eq7"] = Short(parity.Eq7), ["pair_placement"] = Short(parity.Pair),
            }),
        ];
        if (evaluation is not null)
        {
            facts.Add(new("metrics", Metrics(evaluation)));
        }

        return facts;
    }

    /// <summary>Percent; per-image means, as the paper gives them.</summary>
    public static Dictionary<string, object> Metrics(BundleEvaluation evaluation)
    {
        var lists = new Dictionary<string, object>(StringComparer.Ordinal) { ["unit"] = "percent, means over pictures: AUPR, FPR95 (nearest recall), AUROC, E-FPR95, C-FPR95" };
        foreach (var list in evaluation.Lists)
        {
            var entry = new Dictionary<string, object>(StringComparer.Ordinal) { ["frames"] = list.Frames };
            if (list.Segmentation is { } segmentation)
            {
                entry["teacher_miou"] = Percent(segmentation.MeanIou);
                entry["teacher_pixel_accuracy"] = Percent(segmentation.PixelAccuracy);
            }

            foreach (var score in list.Scores)
            {
                if (score.PerImage is { } figures)
                {
                    var split = figures.ErrorSplits.FirstOrDefault(s => s.Target == 0.95);
                    List<double> row = [Percent(figures.AveragePrecision.Value), Percent(figures.Fpr95Nearest.Value), Percent(figures.Auroc.Value)];
                    if (split is { Wrong: { } wrong, Right: { } right })
                    {
                        row.AddRange([Percent(wrong.Value), Percent(right.Value)]);
                    }

                    entry[score.Score] = row;
                }
            }

            lists[list.List] = entry;
        }

        return lists;
    }

    private Dictionary<string, object> Recipe()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(EffectiveOptions.ToYaml(trained.Header.Options with { Teacher = trained.Teacher.Options.Teacher })));
        return Portable((YamlMappingNode)yaml.Documents[0].RootNode);
    }

    private static Dictionary<string, object> Portable(YamlMappingNode mapping)
    {
        var portable = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (key, value) in mapping)
        {
            var name = ((YamlScalarNode)key).Value!;
            if (value is YamlMappingNode inner)
            {
                portable[name] = Portable(inner);
            }
            else if (!s_local.Contains(name) && value is YamlScalarNode { Value: { Length: > 0 } text })
            {
                portable[name] = name == "start" ? Path.GetFileName(text) : Scalar(text);
            }
        }

        return portable;
    }

    private static object Scalar(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : bool.TryParse(text, out var truth) ? truth : text;

    private static double Percent(double fraction) => Math.Round(100 * fraction, 2);

    private static double Short(double value) => double.Parse(value.ToString("g2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
