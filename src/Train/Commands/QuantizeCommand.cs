using System.CommandLine;
using DiCNet.Cli;
using DiCNet.Train.Evaluation;
using DiCNet.Train.Quantizing;

namespace DiCNet.Train.Commands;

/// <summary>dicnet-train quantize: a bundle in 8 bits.</summary>
static class QuantizeCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Make()
    {
        var bundle = new Option<string>("--bundle") { Description = "Bundle that gets a model in 8 bits beside its own", HelpName = "DIR", Required = true };
        var data = new Option<string>("--data") { Description = "Folder of the data set that the bundle was trained on", HelpName = "DIR", Required = true };
        var calibration = new Option<string>("--calibration") { Description = "List of normal frames that ranges and levels are measured on", HelpName = "NAME", DefaultValueFactory = _ => "calibration" };
        var lists = new Option<string>("--lists") { Description = "Lists to measure on for the card, joined by commas", HelpName = "NAMES", DefaultValueFactory = _ => "dev" };
        var outside = new Option<double>("--outside") { Description = "Share of an activation's values left out at either end of its range, 0 to 0.01", HelpName = "SHARE" };
        outside.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 0.01))
            {
                result.AddError("--outside must be between 0 and 0.01");
            }
        });
        var command = new Command("quantize",
            """
            Add the fused graph in 8 bits to a bundle: per-channel weights, channels equalised across layers, ranges as wide as
            on a list of normal frames. Its alarm level and its worth are measured and written into the card.

            Example:
              dicnet-train quantize --bundle out/bundle --data data/camvid --lists dev,test_clip
            """) { bundle, data, calibration, lists, outside };
        command.SetAction(parsed =>
        {
            using var signals = new Signals("stopping; the bundle stays as it was");
            using var progress = new StepProgress();
            var quantization = new BundleQuantization(new QuantizeOptions
            {
                Bundle = parsed.GetRequiredValue(bundle),
                Data = parsed.GetRequiredValue(data),
                Calibration = parsed.GetRequiredValue(calibration),
                Lists = parsed.GetRequiredValue(lists).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                Outside = parsed.GetValue(outside),
            });
            try
            {
                var evaluation = quantization.Run(progress.Show, signals.Stop);
                progress.Clear();
                EvaluationTable.Write(Console.Out, evaluation);
                return ExitCode.Done;
            }
            catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
            {
                return ExitCode.Interrupted;
            }
        });
        return command;
    }
}
