using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.EventEmitters;

namespace DiCNet.Train.Onnx;

/// <summary>card.yaml: the contract of a bundle.</summary>
static class BundleCard
{
    /// <summary>Writes the card's text.</summary>
    /// <param name="parts">What the bundle was made of.</param>
    /// <param name="digest">SHA-256 of a file of the bundle.</param>
    /// <param name="gigaflop">Work of the fused graph's convolutions on one picture.</param>
    public static string Write(BundleParts parts, Func<string, string> digest, double gigaflop)
    {
        var (height, width) = (parts.Height / parts.Stride, parts.Width / parts.Stride);
        var card = new Dictionary<string, object>
        {
            ["name"] = parts.Name,
            ["format"] = 1,
            ["model"] = BundleWriter.FusedFile,
            ["sha256"] = digest(BundleWriter.FusedFile),
            ["pair"] = new Dictionary<string, object>
            {
                ["teacher"] = File(BundleWriter.TeacherFile),
                ["student"] = new Dictionary<string, string>(File(BundleWriter.StudentFile)) { ["teacher_sha256"] = digest(BundleWriter.TeacherFile) },
                ["score"] = File(BundleWriter.ScoreFile),
            },
            ["input"] = new Dictionary<string, object>
            {
                ["name"] = "frames", ["type"] = "uint8", ["layout"] = Layout("N", "H", "W", 3), ["channels"] = "BGR", ["height"] = parts.Height, ["width"] = parts.Width,
            },
            ["outputs"] = new object[]
            {
                Grid("score", "the score rule below; higher is more anomalous"),
                Grid("eq7", parts.Whitening is null
                    ? "raw discrepancy, mean over C of (D - mu)^2, >= 0"
                    : "raw discrepancy, mean over C of (W D - mu)^2 with W the whitening of the teacher's features, >= 0"),
            },
            ["stride"] = parts.Stride,
            ["feature_channels"] = parts.Channels,
            ["gigaflop_per_frame"] = Math.Round(gigaflop, 3),
            ["score_rule"] = parts.Rule.Name,
        };
        if (parts.Rule is { LogEq7: { } log, StudentEnergy: { } student, TeacherEnergy: { } teacher })
        {
            card["score_rule_meaning"] = "z(log eq7) + (z(student's energy) + z(teacher's energy)) / 2; energy: -logsumexp of the teacher's classifier";
            card["score_rule_z"] = new Dictionary<string, double>
            {
                ["log_eq7_mean"] = log.Mean, ["log_eq7_std"] = log.Std,
                ["student_energy_mean"] = student.Mean, ["student_energy_std"] = student.Std,
                ["teacher_energy_mean"] = teacher.Mean, ["teacher_energy_std"] = teacher.Std,
            };
        }

        card["mu"] = parts.Mu;
        card["known_classes"] = parts.KnownClasses;
        card["held_out_classes"] = parts.HeldOutClasses;
        card["score_quantiles_on_known_pixels"] = Quantiles(parts.ScoreQuantiles);
        card["eq7_quantiles_on_known_pixels"] = Quantiles(parts.Eq7Quantiles);
        card["licence"] = parts.Licence;
        foreach (var (key, value) in parts.Further)
        {
            // A key of the contract stated twice would be a card that contradicts itself.
            card.Add(key, value);
        }

        return "# The contract of this bundle, written by dicnet-train\n" + Yaml(card);

        Dictionary<string, string> File(string name) => new() { ["file"] = name, ["sha256"] = digest(name) };

        Dictionary<string, object> Grid(string name, string meaning) => new()
        {
            ["name"] = name, ["type"] = "float32", ["layout"] = Layout("N", "h", "w"), ["height"] = height, ["width"] = width, ["meaning"] = meaning,
        };
    }

    /// <summary>The text of a card with another last entry: what it holds in 8 bits.</summary>
    /// <param name="card">The text of the card.</param>
    /// <param name="int8">The entry.</param>
    public static string WithInt8(string card, IReadOnlyDictionary<string, object> int8)
    {
        var end = card.IndexOf("\nint8:", StringComparison.Ordinal);
        return (end < 0 ? card : card[..(end + 1)]) + Yaml(new Dictionary<string, object> { ["int8"] = int8 });
    }

    /// <summary>Quantiles as a card states them.</summary>
    public static Dictionary<string, double> Quantiles(IReadOnlyDictionary<double, double> quantiles) =>
        quantiles.OrderBy(q => q.Key).ToDictionary(q => $"{q.Key}", q => q.Value);

    private static string Yaml(Dictionary<string, object> entries) => new SerializerBuilder()
        .WithQuotingNecessaryStrings().DisableAliases().WithEventEmitter(next => new ScalarListsOnOneLine(next)).Build().Serialize(entries);

    private static object[] Layout(params object[] axes) => axes;

    private sealed class ScalarListsOnOneLine(IEventEmitter next) : ChainedEventEmitter(next)
    {
        public override void Emit(SequenceStartEventInfo eventInfo, YamlDotNet.Core.IEmitter emitter)
        {
            if (eventInfo.Source.Value is not IEnumerable<object> items || items.All(item => item is string or ValueType))
            {
                eventInfo.Style = SequenceStyle.Flow;
            }

            base.Emit(eventInfo, emitter);
        }
    }
}
