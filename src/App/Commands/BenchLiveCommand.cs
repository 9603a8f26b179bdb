using System.CommandLine;
using DiCNet.App.Benching;
using DiCNet.App.Options;
using DiCNet.Cli;
using DiCNet.Inference;
using OpenCvSharp;

namespace DiCNet.App.Commands;

/// <summary>dicnet bench live: how the live path behaves under many cameras, and under too many.</summary>
static class BenchLiveCommand
{
    private const int MostTried = 512;

    public static Command Make()
    {
        var sources = Number("--sources", "Streams", 16);
        var rate = Number("--rate", "Frames/s of each", 10);
        var width = Number("--width", "Of the pictures, in pixels", 640);
        var height = Number("--height", "Of the pictures, in pixels", 360);
        var seconds = Number("--seconds", "Length of each run", 10);
        var overload = Number("--overload", "How many times faster than the model the streams are in the overload run", 4);
        var limit = Number("--limit-ms", "Age that 99 of 100 frames must stay under in the search for the most streams", 120);
        var json = new Option<bool>("--json") { Description = "Print the result as JSON instead of a table" };
        var common = new CommonOptions();
        var command = new Command("live",
            """
            Synthetic cameras, each frame with a time code that is read back where it comes out: ages, drops by reason, fair shares,
            cost per stream, and the most streams that stay fresh - with the stub model, so that what is measured is the path around it -
            and the same cameras together several times as fast as the model can score.

            Examples:
              dicnet bench live
              dicnet bench live --model models/camvid --sources 4 --rate 5 --limit-ms 300
            """) { sources, rate, width, height, seconds, overload, limit, json };
        common.AddTo(command);
        command.SetAction(async parsed =>
        {
            var given = common.Load(parsed);
            var stub = given.Model == new DicnetOptions().Model ? given with { Model = Home.Path("models", "stub") } : given;
            var size = new Size(parsed.GetValue(width), parsed.GetValue(height));
            var time = TimeSpan.FromSeconds(parsed.GetValue(seconds));
            using var light = Load(stub);
            using var heavy = Load(given);
            var bench = new LiveBench(light, size);
            double capacity;
            using (var loop = new SessionLoop(heavy))
            {
                loop.Run(1);
                capacity = loop.Run(100);
            }

            var (n, fps, factor) = (parsed.GetValue(sources), parsed.GetValue(rate), parsed.GetValue(overload));
            await bench.RunAsync(n, fps, TimeSpan.FromSeconds(2), watched: true);       // warms code and memory
            Console.Error.WriteLine($"{n} streams of {fps} frames/s");
            var steady = await bench.RunAsync(n, fps, time, watched: true);
            Console.Error.WriteLine($"overload: {factor} times the model's {capacity:f0} frames/s");
            var heavyBench = new LiveBench(heavy, size);
            await heavyBench.RunAsync(n, factor * capacity / n, TimeSpan.FromSeconds(2), watched: false);
            var over = await heavyBench.RunAsync(n, factor * capacity / n, time, watched: false);
            var most = await MostAsync(bench, fps, parsed.GetValue(limit), time / 2);
            var result = new LiveBenchResult(light.Bundle.Card.Name, heavy.Bundle.Card.Name, parsed.GetValue(limit), steady, over, factor, most);
            Console.Out.WriteLine(parsed.GetValue(json) ? result.ToJson() : result.ToTable());
            return ExitCode.Done;
        });
        return command;
    }

    private static DicnetModel Load(DicnetOptions options) => ThreadTuner.Load(ModelBundle.Open(options.Model, options.Inference), options.Inference);

    // Doubles until it fails, then halves the gap.
    private static async Task<LiveBenchRun?> MostAsync(LiveBench bench, double rate, double limit, TimeSpan time)
    {
        LiveBenchRun? best = null;
        var (good, bad) = (0, MostTried + 1);
        for (var n = 1; bad - good > Math.Max(1, good / 16) && n <= MostTried; n = bad > MostTried ? 2 * n : (good + bad) / 2)
        {
            var run = await bench.RunAsync(n, rate, time, watched: false);
            if (!Fits(run))
            {
                run = await bench.RunAsync(n, rate, time, watched: false);      // the machine may have hiccuped
            }

            var fits = Fits(run);
            Console.Error.WriteLine($"{n} streams: {(fits ? "fit" : "do not fit")}");
            (best, good, bad) = fits ? (run, n, bad) : (best, good, n);
        }

        return best;

        bool Fits(LiveBenchRun run) => run.Lost == 0 && run.ScoringMs is [_, _, var p99] && p99 <= limit;
    }

    private static Option<int> Number(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = $"{description} [default: {value}]", HelpName = "N", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var number) || number < 1))
            {
                result.AddError($"'{name}' is '{result.Tokens[0].Value}'; it must be a whole number from 1 on");
            }
        });
        return option;
    }
}
