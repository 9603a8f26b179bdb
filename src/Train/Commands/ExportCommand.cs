using System.CommandLine;
using System.Globalization;
using DiCNet.Cli;
using DiCNet.Train.Export;
using DiCNet.Train.Onnx;
using DiCNet.Train.Training;
using OpenCvSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Commands;

/// <summary>dicnet-train export: a finished pair as the bundle that dicnet runs.</summary>
static class ExportCommand
{
    private const string NoLicence = "not stated; the licences of the training data and of the start apply";

    /// <summary>Makes the verb.</summary>
    public static Command Make()
    {
        var teacher = new Option<string>("--teacher") { Description = "teacher.checkpoint of a finished teacher", HelpName = "FILE", Required = true };
        var student = new Option<string>("--student") { Description = "student.checkpoint of its student", HelpName = "FILE", Required = true };
        var output = new Option<string>("--out") { Description = "Folder for the bundle", HelpName = "DIR", Required = true };
        var data = new Option<string?>("--data") { Description = "Folder of the data set; default: where it lay during training", HelpName = "DIR" };
        var name = new Option<string?>("--name") { Description = "Name of the bundle; default: that of its folder", HelpName = "NAME" };
        var rule = new Option<string>("--rule") { Description = "How the score is made: eq7 (the paper's) or eq7+logit", HelpName = "NAME", DefaultValueFactory = _ => "eq7+logit" };
        var lists = new Option<string?>("--lists") { Description = "Lists to measure on for the card, joined by commas; 'none' measures nothing; default: all whose names begin with 'test'", HelpName = "NAMES" };
        var licence = new Option<string>("--licence") { Description = "Licence of the weights, for the card", HelpName = "TEXT", DefaultValueFactory = _ => NoLicence };
        var golden = new Option<string[]>("--golden") { Description = "Pictures whose grids, as the trained networks give them, are kept with them in golden/ of the bundle", HelpName = "FILE", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var size = Size();
        var replace = new Option<bool>("--replace") { Description = "Replace a bundle that lies there" };
        rule.AcceptOnlyFromAmong(ScoreRule.Eq7.Name, "eq7+logit");
        var command = new Command("export",
            """
            Write a finished teacher and student as a bundle: teacher.onnx, student.onnx, score.onnx, dicnet.onnx and card.yaml.
            The bundle is run on real pictures by the code that serves it; if it is not what was trained, there will be none.

            Examples:
              dicnet-train export --teacher out/train/teacher/teacher.checkpoint --student out/train/student/student.checkpoint --out out/bundle
              dicnet-train export --teacher out/train/teacher/teacher.checkpoint --student out/train/student/student.checkpoint --out out/small --size 384x288
            """) { teacher, student, output, data, name, rule, lists, licence, size, golden, replace };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(output);
            using var trained = TrainedPair.Read(parsed.GetRequiredValue(teacher), parsed.GetRequiredValue(student));
            var recorded = trained.Header.Options.Data;
            var set = new TrainData(parsed.GetValue(data) is { } moved ? recorded with { Folder = moved } : recorded, CPU) { PictureSize = parsed.GetValue(size) };
            var names = parsed.GetValue(lists);
            new PairExport(trained.At(set), set, new ExportOptions
            {
                Name = parsed.GetValue(name) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
                Rule = parsed.GetValue(rule)!,
                Licence = parsed.GetValue(licence)!,
                Lists = names switch
                {
                    null => [.. set.Set.Lists.Keys.Where(l => l.StartsWith("test", StringComparison.Ordinal)).Order()],
                    "none" => [],
                    _ => names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                },
                Golden = parsed.GetValue(golden)!,
                Replace = parsed.GetValue(replace),
            }).Write(folder);
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<Size?> Size() => new("--size")
    {
        Description = "Size of the pictures that the bundle scores, such as 384x288, in multiples of 8: smaller is faster and sees less; default: as it was trained",
        HelpName = "WIDTHxHEIGHT",
        CustomParser = result =>
        {
            if (result.Tokens[0].Value.Split('x') is [var width, var height] && Side(width) is { } w && Side(height) is { } h)
            {
                return new Size(w, h);
            }

            result.AddError($"'--size' is '{result.Tokens[0].Value}'; it must be WIDTHxHEIGHT in multiples of 8 from 64 to 8192, such as 384x288");
            return null;
        },
    };

    private static int? Side(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is >= 64 and <= 8192 && side % 8 == 0 ? side : null;
}
