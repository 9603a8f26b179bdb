using System.CommandLine;
using DiCNet.Cli;
using DiCNet.Train.Adapting;

namespace DiCNet.Train.Commands;

/// <summary>dicnet-train adapt: a bundle to the normal scenes of a camera.</summary>
static class AdaptCommand
{
    private const int MostSteps = 1_000_000;

    /// <summary>Makes the verb.</summary>
    public static Command Make()
    {
        var bundle = new Option<string>("--bundle") { Description = "Bundle to begin with; it stays as it is", HelpName = "DIR", Required = true };
        var normal = new Option<string[]>("--normal") { Description = "Videos and folders of pictures with nothing anomalous in them", HelpName = "FILE_OR_FOLDER", Required = true, AllowMultipleArgumentsPerToken = true };
        var output = new Option<string>("--out") { Description = "Folder for the new bundle; the run is kept beside it in DIR-run", HelpName = "DIR", Required = true };
        var data = new Option<string?>("--data") { Description = "Folder of the data set that the bundle was trained on: half of every batch comes from it, so that nothing is forgotten", HelpName = "DIR" };
        var steps = new Option<int>("--steps") { Description = "Steps of training", HelpName = "N", DefaultValueFactory = _ => 400 };
        var every = new Option<int?>("--every") { Description = $"Take every Nth frame; default: so that at most {Footage.MostFrames} of each input are taken", HelpName = "N" };
        var name = new Option<string?>("--name") { Description = "Name of the new bundle; default: that of its folder", HelpName = "NAME" };
        var skip = new Option<bool>("--skip-anomalous") { Description = "Leave frames out that look anomalous among the footage" };
        var resume = new Option<bool>("--resume") { Description = "Continue the run that was stopped" };
        var replace = new Option<bool>("--replace") { Description = "Replace a bundle that lies there, and its run" };
        steps.Validators.Add(r => Within(r, MostSteps));
        every.Validators.Add(r => Within(r, int.MaxValue));
        var command = new Command("adapt",
            """
            Fit a bundle to a camera from plain normal footage. No labels are needed: the student goes on learning what its teacher
            says of these scenes; mu, score statistics and the alarm level are measured again. The teacher stays as it is.
            What stands out in the footage itself is listed first, with pictures in DIR-run/anomalous.

            Example:
              dicnet-train adapt --bundle models/camvid --normal drive.mp4 --data data/camvid --out out/adapted
            """) { bundle, normal, output, data, steps, every, name, skip, resume, replace };
        command.SetAction(parsed =>
        {
            using var signals = new Signals("stopping after this step");
            var result = new Adaptation(new AdaptOptions
            {
                Bundle = parsed.GetRequiredValue(bundle),
                Normal = parsed.GetRequiredValue(normal),
                Out = parsed.GetRequiredValue(output),
                Data = parsed.GetValue(data),
                Name = parsed.GetValue(name),
                Steps = parsed.GetValue(steps),
                Every = parsed.GetValue(every),
                SkipAnomalous = parsed.GetValue(skip),
                Resume = parsed.GetValue(resume),
                Replace = parsed.GetValue(replace),
            }).Adapt(signals.Stop);
            if (result is not null)
            {
                Console.WriteLine(
                    $"area of {result.Frames} held-back frames of the footage above the alarm level of the old bundle: "
                    + $"{100 * result.Before:0.00} % before, {100 * result.After:0.00} % after");
            }

            return Ending.Of(result is null ? null : parsed.GetRequiredValue(output));
        });
        return command;
    }

    private static void Within(System.CommandLine.Parsing.OptionResult result, int most)
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var value) && (value < 1 || value > most))
        {
            result.AddError($"{result.Option.Name} is {value}; it must be between 1 and {most}");
        }
    }
}
