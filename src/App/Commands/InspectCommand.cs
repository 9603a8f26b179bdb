using System.CommandLine;
using DiCNet.App.Options;
using DiCNet.Cli;
using DiCNet.Inference;

namespace DiCNet.App.Commands;

/// <summary>dicnet inspect: the model's contract and the options in effect.</summary>
static class InspectCommand
{
    private static readonly string[] s_live =
        [.. OptionKey.Properties(typeof(LiveOptions)).Select(OptionKey.Name).Except(OptionKey.Properties(typeof(DicnetOptions)).Select(OptionKey.Name))];

    public static Command Make()
    {
        var common = new CommonOptions();
        var command = new Command("inspect",
            """
            Check a model bundle against its card and print its contract and every option in effect, as YAML.

            Examples:
              dicnet inspect
              dicnet inspect --config configs/replay.yaml --batch 4
              dicnet inspect --config configs/live.yaml
            """);
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var (folder, file, inference, text) = IsLive(common.File(parsed))
                ? Facts(common.LoadLive(parsed, []).Options)
                : Facts(common.Load(parsed));
            var bundle = ModelBundle.Open(folder, inference);
            var threshold = file is null ? Threshold.FromCard(bundle.Card) : Threshold.Read(file, bundle);
            using var model = DicnetModel.Load(bundle, inference);
            Print(bundle, threshold);
            Console.Out.Write(text);
            return ExitCode.Done;
        });
        return command;
    }

    private static (string Model, string? Threshold, InferenceOptions Inference, string Text) Facts(DicnetOptions options) =>
        (options.Model, options.Threshold, options.Inference, OptionsText.Write(options));

    private static (string Model, string? Threshold, InferenceOptions Inference, string Text) Facts(LiveOptions options) =>
        (options.Model, options.Threshold, options.Inference, LiveConfigText.Write(options));

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

    /// <summary>Whether a file has sections that only a live configuration has.</summary>
    private static bool IsLive(string? file) =>
        file is not null && ConfigFile.Read(file).Select(s => s.Key.Split(':')[0]).Intersect(s_live, StringComparer.OrdinalIgnoreCase).Any();
}
