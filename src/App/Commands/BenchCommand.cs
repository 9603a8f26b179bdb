using System.CommandLine;
using DiCNet.App.Benching;
using DiCNet.Cli;

namespace DiCNet.App.Commands;

/// <summary>dicnet bench: ratios measured side by side in one run.</summary>
static class BenchCommand
{
    public static Command Make()
    {
        var clip = new Argument<string>("clip") { Description = "A video file [default: the shipped street clip]", DefaultValueFactory = _ => Home.Path("samples", "camvid-cyclists.mp4") };
        var rounds = new Option<int>("--rounds") { Description = "How often each part is run; the parts take turns, and medians are printed", HelpName = "N", DefaultValueFactory = _ => 3 };
        var loops = new Option<int>("--loops") { Description = "How often the memory part plays the clip", HelpName = "N", DefaultValueFactory = _ => 3 };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var common = new CommonOptions();
        var pipeline = new Command("pipeline",
            """
            The whole path against its parts, in one run: bare session loop, decoding only, score path without and with video.

            Examples:
              dicnet bench pipeline
              dicnet bench pipeline drive.mp4 --rounds 5 --json
            """) { clip, rounds, loops, json };
        common.AddTo(pipeline);
        pipeline.SetAction(async parsed =>
        {
            var result = await PipelineBench.RunAsync(parsed.GetValue(clip)!, common.Load(parsed), Math.Max(1, parsed.GetValue(rounds)), Math.Max(1, parsed.GetValue(loops)));
            Console.Out.WriteLine(parsed.GetValue(json) ? result.ToJson() : result.ToTable());
            return ExitCode.Done;
        });
        return new Command("bench", "Measure this machine: ratios, side by side in one run.") { pipeline };
    }
}
