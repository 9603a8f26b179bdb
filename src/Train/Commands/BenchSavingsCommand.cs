using System.CommandLine;
using DiCNet.Cli;
using DiCNet.Train.Bench;

namespace DiCNet.Train.Commands;

/// <summary>dicnet-train bench savings: what do the exact savings of the written graphs save?</summary>
static class BenchSavingsCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Make()
    {
        var bundle = new Option<string>("--bundle") { Description = "Bundle with its checkpoints (folder 'training')", HelpName = "DIR", Required = true };
        var pictures = new Option<string?>("--pictures") { Description = "Folder whose first three pictures are scored; default: made-up ones", HelpName = "DIR" };
        var rounds = new Option<int>("--rounds") { Description = "Frames of each variant, turn by turn; the median counts", HelpName = "N", DefaultValueFactory = _ => 15 };
        var threads = new Option<int>("--threads") { Description = "Threads of a model run; 0 is one per processor", HelpName = "N" };
        var json = new Option<bool>("--json") { Description = "Write JSON to stdout" };
        BenchCommand.AtLeast(rounds, 1);
        BenchCommand.AtLeast(threads, 0);
        var command = new Command("savings",
            """
            Time a pair as the paper has it - every operator on its own, pooled branches enlarged - and with one more saving at a time.
            Scores that are not the same within 1e-4 of their root mean square are an error.

            Example:
              dicnet-train bench savings --bundle models/camvid --rounds 30
            """) { bundle, pictures, rounds, threads, json };
        command.SetAction(parsed =>
        {
            var result = SavingsBench.Measure(parsed.GetRequiredValue(bundle), parsed.GetValue(pictures), parsed.GetValue(rounds), parsed.GetValue(threads));
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(result.ToJson());
            }
            else
            {
                result.Write(Console.Out);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
