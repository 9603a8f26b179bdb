using System.CommandLine;
using DiCNet.Cli;
using DiCNet.Inference;
using DiCNet.Train.Data;
using DiCNet.Train.Evaluation;

namespace DiCNet.Train.Commands;

/// <summary>dicnet-train evaluate: how well does a bundle find what it has never seen?</summary>
static class EvaluateCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Make()
    {
        var bundle = new Option<string>("--bundle") { Description = "Folder of the model bundle", HelpName = "DIR", Required = true };
        var kind = new Option<string>("--data", "--kind") { Description = $"How the data set is laid out: {string.Join(", ", DataSets.Kinds)}", HelpName = "KIND", Required = true };
        var folder = new Option<string>("--folder") { Description = "Folder of the data set", HelpName = "DIR", Required = true };
        var holdOut = new Option<string[]?>("--hold-out") { Description = "The classes that are the unknown, or 'none'; default: as is the custom of the data set", HelpName = "CLASS", AllowMultipleArgumentsPerToken = true };
        var table = new Option<string?>("--classes") { Description = "Class table of --data folder; default: classes.yaml in the folder", HelpName = "FILE" };
        var lists = new Option<string?>("--lists") { Description = "Lists to measure, joined by commas; default: all whose names begin with 'test'", HelpName = "NAMES" };
        var output = new Option<string?>("--out") { Description = "Folder for evaluation.json and evaluation.html; default: none is written", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Print JSON instead of the table" };
        var upsampling = new Option<Upsampling>("--upsampling") { Description = "How score grids are stretched to label size: halfPixel (default) or alignCorners (the paper's code)", HelpName = "NAME" };
        var resamples = new Option<int>("--resamples") { Description = "Resamples of frames for the confidence intervals; 0 gives none", HelpName = "N", DefaultValueFactory = _ => 1000 };
        var threads = new Option<int>("--threads") { Description = "Threads; 0 is one per processor", HelpName = "N" };
        var precision = new Option<ModelPrecision>("--precision") { Description = "Model of the bundle: float32 (default) or int8", HelpName = "NAME", DefaultValueFactory = _ => ModelPrecision.Float32 };
        var noBaselines = new Option<bool>("--no-baselines") { Description = "Measure the bundle's own scores alone" };
        var command = new Command("evaluate",
            """
            Measure a bundle on labelled frames: AUPR, FPR95, AUROC per image and pooled, E-FPR, component figures, confidence intervals;
            beside it, on the same teacher, MSP, max-logit, energy, entropy and the Mahalanobis distance of its features.

            Examples:
              dicnet-train evaluate --bundle models/camvid --data camvid --folder data/camvid
              dicnet-train evaluate --bundle out/bundle --data camvid --folder data/camvid --lists dev --out out/dev
              dicnet-train evaluate --bundle out/bundle --data folder --folder my-roads --hold-out deer --json
            """)
        {
            bundle, kind, folder, holdOut, table, lists, output, json, upsampling, resamples, threads, precision, noBaselines,
        };
        Positive(resamples);
        Positive(threads);
        command.SetAction(parsed =>
        {
            var held = parsed.GetValue(holdOut);
            var data = DataSets.Open(parsed.GetRequiredValue(kind), parsed.GetRequiredValue(folder), new DataSetOptions
            {
                HoldOut = held is null or [] ? null : held is ["none"] ? [] : held,
                ClassTable = parsed.GetValue(table),
            });
            var options = new EvaluationOptions
            {
                Upsampling = parsed.GetValue(upsampling),
                Resamples = parsed.GetValue(resamples),
                Threads = parsed.GetValue(threads),
                Baselines = !parsed.GetValue(noBaselines),
                Inference = new InferenceOptions { Threads = parsed.GetValue(threads), Precision = parsed.GetValue(precision) },
            };
            return Run(parsed.GetRequiredValue(bundle), data, Chosen(data, parsed.GetValue(lists)), options, parsed.GetValue(output), parsed.GetValue(json));
        });
        return command;

        static void Positive(Option<int> option) => option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var n) && n < 0)
            {
                result.AddError($"{option.Name} is {n}; it must be 0 or more");
            }
        });
    }

    private static int Run(string bundle, DataSet data, IReadOnlyList<string> lists, EvaluationOptions options, string? output, bool json)
    {
        using var signals = new Signals("stopping; nothing is written");
        var pictures = new Dictionary<string, IReadOnlyList<PictureRow>>();
        using var progress = new StepProgress();
        var evaluator = new Evaluator(bundle, options)
        {
            Progress = progress.Show,
            Measured = (maps, list) =>
            {
                if (output is not null)
                {
                    pictures[list.List] = PictureRows.Draw(maps, list);
                }
            },
        };
        BundleEvaluation evaluation;
        try
        {
            evaluation = evaluator.Evaluate(data, lists, signals.Stop);
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }

        progress.Clear();
        if (output is not null)
        {
            Write(output, "evaluation.json", EvaluationJson.Write(evaluation));
            Write(output, "evaluation.html", EvaluationPage.Html(evaluation, pictures));
        }

        if (json)
        {
            Console.Out.WriteLine(EvaluationJson.Write(evaluation));
        }
        else
        {
            EvaluationTable.Write(Console.Out, evaluation);
            if (output is not null)
            {
                Console.Out.WriteLine($"\nWritten: {Path.Combine(output, "evaluation.html")}");
            }
        }

        return ExitCode.Done;
    }

    private static string[] Chosen(DataSet data, string? lists)
    {
        var names = lists is not null
            ? lists.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray()
            : [.. data.Lists.Keys.Where(name => name.StartsWith("test", StringComparison.Ordinal)).Order()];
        return names.Length > 0
            ? names
            : throw new UserError("no list to measure", data.Where, $"name one of {string.Join(", ", data.Lists.Keys)} by --lists");
    }

    private static void Write(string folder, string name, string text)
    {
        var file = Path.Combine(folder, name);
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(file + ".part", text);
            File.Move(file + ".part", file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"the result cannot be written ({e.Message})", file, "free space there, or name another folder by --out", e);
        }
    }
}
