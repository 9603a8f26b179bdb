using System.CommandLine;
using DiCNet.Cli;
using DiCNet.Train.Bench;
using DiCNet.Train.Data;
using DiCNet.Train.Training;
using static TorchSharp.torch;

namespace DiCNet.Train.Commands;

/// <summary>dicnet-train bench: how fast does this machine train?</summary>
static class BenchCommand
{
    private static readonly string[] s_parts = ["teacher", "student", "loader"];

    /// <summary>Makes the verb.</summary>
    public static Command Make()
    {
        var parts = new Argument<string[]>("WHAT") { Description = "teacher, student, loader; default: all three", Arity = ArgumentArity.ZeroOrMore };
        parts.AcceptOnlyFromAmong(s_parts);
        var config = new Option<string?>("--config") { Description = "YAML file with the networks, crops and batches to time; default: those that ship", HelpName = "FILE" };
        var data = new Option<string?>("--data") { Description = "Folder of a data set for the loader; default: random pictures", HelpName = "DIR" };
        var kind = new Option<string>("--kind") { Description = $"How that is laid out: {string.Join(", ", DataSets.Kinds)}", HelpName = "KIND", DefaultValueFactory = _ => "camvid" };
        var threads = new Option<string?>("--threads") { Description = "Threads of one operation; 0 is one per processor", HelpName = "N" };
        var precision = new Option<string?>("--precision") { Description = "auto, float32 or bfloat16", HelpName = "NAME" };
        var device = new Option<string?>("--device") { Description = "auto, cpu or cuda", HelpName = "NAME" };
        var rounds = new Option<int>("--rounds") { Description = "Rounds; the median counts", HelpName = "N", DefaultValueFactory = _ => 5 };
        var steps = new Option<int>("--steps") { Description = "Steps of a round", HelpName = "N", DefaultValueFactory = _ => 5 };
        var json = new Option<bool>("--json") { Description = "Write JSON to stdout" };
        AtLeast(rounds, 1);
        AtLeast(steps, 1);
        var command = new Command("bench",
            """
            Time training steps (forward, backward, update) on random pictures, and the loader alone.

            Examples:
              dicnet-train bench
              dicnet-train bench teacher --rounds 10 --json
              dicnet-train bench loader --data data/camvid
            """)
        {
            parts, config, data, kind, threads, precision, device, rounds, steps, json,
            BenchSavingsCommand.Make(), BenchPlainCommand.Make(), BenchPaperCommand.Make(),
        };
        command.SetAction(parsed =>
        {
            using var synthetic = new SyntheticSet();
            (string Key, Option<string?> Option)[] texts = [("threads", threads), ("precision", precision), ("device", device)];
            var options = OptionsLoader.Load<TrainOptions>(parsed.GetValue(config), Environment.GetEnvironmentVariables(),
            [
                new("data:kind", parsed.GetValue(data) is null ? "folder" : parsed.GetValue(kind), "option --kind"),
                new("data:folder", parsed.GetValue(data) ?? synthetic.Options.Folder, "option --data"),
                .. texts.Where(t => parsed.GetValue(t.Option) is not null).Select(t => new Setting(t.Key, parsed.GetValue(t.Option), $"option {t.Option.Name}")),
            ]);
            var asked = parsed.GetValue(parts) is { Length: > 0 } some ? some : s_parts;
            var plan = new BenchPlan(parsed.GetValue(rounds), parsed.GetValue(steps), WarmUp: 3);
            var result = Measure(asked, options, synthetic, plan);
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

    /// <summary>Refuses a smaller number.</summary>
    public static void AtLeast(Option<int> option, int least) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var n) && n < least)
        {
            result.AddError($"{option.Name} is {n}; it must be {least} or more");
        }
    });

    private static BenchResult Measure(IReadOnlyList<string> parts, TrainOptions options, SyntheticSet synthetic, BenchPlan plan)
    {
        var hardware = Hardware.Choose(options);
        var steps = options with { Data = synthetic.Options };
        var set = new TrainData(steps.Data, hardware.Device);
        var figures = s_parts.Where(parts.Contains).Select(part => part switch
        {
            "teacher" => StepBench.Teacher(steps, set, hardware, plan),
            "student" => StepBench.Student(steps, set, hardware, synthetic.Beside("teacher.checkpoint"), plan),
            _ => LoaderBench.Measure(options, new TrainData(options.Data, CPU), plan),
        });
        return new BenchResult($"{hardware.Device.type}".ToLowerInvariant(), $"{hardware.Precision}", get_num_threads(), [.. figures]);
    }
}
