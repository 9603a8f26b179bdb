using System.CommandLine;
using System.Text.Json;
using DiCNet.App.Options;
using DiCNet.Cli;
using DiCNet.Inference;

namespace DiCNet.App.Commands;

/// <summary>dicnet inspect: the model's contract and the options in effect.</summary>
static class InspectCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var command = new Command("inspect",
            """
            Check a model bundle against its card and print its contract and every option in effect, as YAML.

            Examples:
              dicnet inspect
              dicnet inspect --config configs/replay.yaml --batch 4
            """);
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = common.Load(parsed);
            var bundle = ModelBundle.Open(options.Model, options.Inference);
            var threshold = options.Threshold is null ? Threshold.FromCard(bundle.Card) : Threshold.Read(options.Threshold, bundle);
            using var model = DicnetModel.Load(bundle, options.Inference);
            Print(bundle, threshold);
            Print(options);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(ModelBundle bundle, Threshold threshold)
    {
        var (card, common) = (bundle.Card, threshold.For(new StreamId("any")));
        Console.Out.WriteLine($"""
            # model bundle (checked: digest, names, types, shapes)
            bundle: {bundle.Folder}
            name: {card.Name}
            model: {card.Model}
            sha256: {bundle.Digest}
            input: {card.Input.Name} {card.Input.Type} [N, {card.Input.Height}, {card.Input.Width}, 3] {card.Input.Channels}
            outputs: {string.Join(", ", card.Outputs.Select(o => $"{o.Name} {o.Type} [N, {o.Height}, {o.Width}]"))}
            feature_channels: {(card.FeatureChannels == 0 ? "unknown" : card.FeatureChannels)}
            pair: {Text(card.Pair)}
            score_rule: {card.ScoreRule}
            known_classes: [{string.Join(", ", card.KnownClasses)}]
            held_out_classes: [{string.Join(", ", card.HeldOutClasses)}]
            alarm_level: {common.AlarmLevel} ({(threshold.Digest == "card" ? "99.5 % quantile of known pixels, from the card" : "threshold file " + threshold.Digest)}; median {common.Median})
            licence: {card.Licence}

            # options in effect
            """);
    }

    private static string Text(ModelCard.PairSpec? pair) => pair is null ? "none; the bundle holds the fused graph alone" : $"""
        
              teacher: {pair.Teacher.File} {pair.Teacher.Sha256}
              student: {pair.Student.File} {pair.Student.Sha256}, distilled from this teacher
              score: {pair.Score.File} {pair.Score.Sha256}
            """;

    private static void Print(DicnetOptions options)
    {
        string? section = null;
        foreach (var (key, _) in OptionsLoader.Keys(typeof(DicnetOptions), ""))
        {
            var parts = key.Split(':');
            if (parts.Length == 2 && parts[0] != section)
            {
                Console.Out.WriteLine($"{parts[0]}:");
                section = parts[0];
            }

            Console.Out.WriteLine($"{(parts.Length == 2 ? "  " : "")}{parts[^1]}: {Value(options, parts)}");
        }
    }

    private static string Value(object? record, string[] path)
    {
        foreach (var name in path)
        {
            record = record!.GetType().GetProperties().First(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == name).GetValue(record);
        }

        return record is Enum value ? value.ToString().ToLowerInvariant() : $"{record}";
    }
}
