using System.CommandLine;
using System.Diagnostics;
using DiCNet.App.Benching;
using DiCNet.Cli;

namespace DiCNet.App.Commands;

/// <summary>dicnet bench: ratios measured side by side in one run.</summary>
static class BenchCommand
{
    public static Command Make() => new("bench", "Measure this machine: ratios, side by side in one run.") { Model(), Pipeline(), BenchLiveCommand.Make(), Sweep(), Peers() };

    private static Command Model()
    {
        var (rounds, json, common) = (Rounds(5), Json(), new CommonOptions());
        var command = new Command("model",
            """
            The model alone, in every precision and division of the processors that the options leave open, against the
            processor's measured peak.

            Examples:
              dicnet bench model
              dicnet bench model --precision int8 --threads 1 --concurrency 1 --json
            """) { rounds, json };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = common.Load(parsed);
            var result = ModelBench.Run(options, [options.Inference.Batch], parsed.GetValue(rounds), Console.Error.WriteLine);
            Console.Out.WriteLine(parsed.GetValue(json) ? result.ToJson() : result.ToTable());
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Pipeline()
    {
        var clip = new Argument<string>("clip") { Description = "A video file [default: the shipped street clip]", DefaultValueFactory = _ => Home.Path("samples", "camvid-cyclists.mp4") };
        var (rounds, json, common) = (Rounds(3), Json(), new CommonOptions());
        var loops = Positive(new Option<int>("--loops") { Description = "How often the memory part plays the clip", HelpName = "N", DefaultValueFactory = _ => 3 });
        var command = new Command("pipeline",
            """
            The whole path against its parts, in one run: bare session loop, decoding only, score path without and with video,
            two streams against one.

            Examples:
              dicnet bench pipeline
              dicnet bench pipeline drive.mp4 --rounds 5 --json
            """) { clip, rounds, loops, json };
        common.AddTo(command);
        command.SetAction(async parsed =>
        {
            var result = await PipelineBench.RunAsync(parsed.GetValue(clip)!, common.Load(parsed), parsed.GetValue(rounds), parsed.GetValue(loops));
            Console.Out.WriteLine(parsed.GetValue(json) ? result.ToJson() : result.ToTable());
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Sweep()
    {
        var output = new Option<string>("--out") { Description = "File for the settings", HelpName = "FILE", DefaultValueFactory = _ => "fastest.yaml" };
        var (rounds, common) = (Rounds(3), new CommonOptions());
        var command = new Command("sweep",
            """
            The model alone in every way that the options leave open, batches of 1, 2 and 4 too; writes the settings of the
            fastest as a piece of configuration.

            Examples:
              dicnet bench sweep --out fastest.yaml
              dicnet replay drive.mp4 --config fastest.yaml
            """) { output, rounds };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = common.Load(parsed);
            int[] batches = options.Inference.Batch > 1 ? [options.Inference.Batch] : [1, 2, 4];
            var result = ModelBench.Run(options, batches, parsed.GetValue(rounds), Console.Error.WriteLine);
            Console.Out.WriteLine(result.ToTable());
            var file = parsed.GetValue(output)!;
            try
            {
                File.WriteAllText(file, result.ToSettings());
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UserError($"the settings cannot be written ({e.Message})", file, "name another file by --out", e);
            }

            Console.Error.WriteLine($"written: {file}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Peers()
    {
        var rest = new Argument<string[]>("option") { Description = "Options of bench/peers: --rounds N, --frames N, --model DIR, --save", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("peers", "The shipped pair in DiCNet against PyTorch, OpenCV and ONNX Runtime's Node binding, turn by turn (runs bench/peers).") { rest };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async parsed =>
        {
            var script = Home.Path("bench", "peers");
            if (!File.Exists(script))
            {
                throw new UserError("the peers are run by a script that is not here", script, "run this in a clone of the repository");
            }

            using var process = Process.Start(new ProcessStartInfo(script, [.. parsed.GetValue(rest) ?? [], .. parsed.UnmatchedTokens]) { UseShellExecute = false })!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        });
        return command;
    }

    private static Option<bool> Json() => new("--json") { Description = "Print JSON" };

    private static Option<int> Rounds(int rounds) =>
        Positive(new Option<int>("--rounds") { Description = "How often each part is run; the parts take turns, and medians are printed", HelpName = "N", DefaultValueFactory = _ => rounds });

    private static Option<int> Positive(Option<int> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var n) && n < 1)
            {
                result.AddError($"{option.Name} is {n}; it must be 1 or more");
            }
        });
        return option;
    }
}
