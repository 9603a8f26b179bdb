using System.CommandLine;
using DiCNet.Cli;
using DiCNet.Train.Bench;

namespace DiCNet.Train.Commands;

/// <summary>dicnet-train bench paper: a pair of the paper's size, to time.</summary>
static class BenchPaperCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Make()
    {
        var output = new Option<string>("--out") { Description = "Folder for the bundle", HelpName = "DIR", Required = true };
        var replace = new Option<bool>("--replace") { Description = "Replace a bundle that lies there" };
        var command = new Command("paper",
            """
            Write a pair of the paper's size with random weights, float32 and int8: ResNet-50 and ResNet-34, 512 channels, 1280x720.
            It finds nothing, and is as fast as a trained one. Takes a minute or two, 6 GB of memory and 1.1 GB of disk, twice that while it is written.

            Example:
              dicnet-train bench paper --out out/paper && dicnet-train bench savings --bundle out/paper --rounds 3
            """) { output, replace };
        command.SetAction(parsed =>
        {
            using var signals = new Signals("stopping");
            using var progress = new StepProgress();
            try
            {
                UntrainedPair.Paper.Write(parsed.GetRequiredValue(output), parsed.GetValue(replace), progress.Show, signals.Stop);
                progress.Clear();
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
