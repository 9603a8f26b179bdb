using System.CommandLine;
using DiCNet.App.Replaying;

namespace DiCNet.App.Commands;

/// <summary>dicnet replay: recordings in, marked video and events out.</summary>
static class ReplayCommand
{
    public static Command Make()
    {
        var inputs = new Argument<string[]>("input") { Description = "Video files, folders of pictures, or test patterns (test:seed=7,frames=90)", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "Folder for the results; with several inputs each gets a folder in it [default: out/<name>]", HelpName = "DIR" };
        var noVideo = new Option<bool>("--no-video") { Description = "Leave annotated.mp4 out" };
        var expect = new Option<string?>("--expect") { Description = "manifest.json of an earlier replay to be equal to; exit code 3 and expectation.xml (JUnit) when it is not", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print the manifests as one JSON array instead of progress and table" };
        var common = new CommonOptions();
        var command = new Command("replay",
            """
            Score every frame of recordings; write annotated.mp4, events.jsonl, scores.csv, report.html, metrics.prom and manifest.json.

            Examples:
              dicnet replay drive.mp4
              dicnet replay drive.mp4 --out results --threshold front.threshold.yaml
              dicnet replay monday/*.mp4 --out results --no-video
              dicnet replay drive.mp4 --expect reference/manifest.json
            """) { inputs, output, noVideo, expect, json };
        common.AddTo(command);

        // A list of inputs swallows whatever is no option, misspelt options too.
        inputs.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.StartsWith("--", StringComparison.Ordinal)))
            {
                result.AddError($"there is no option '{token.Value}'; './dicnet replay --help' lists them");
            }
        });
        command.SetAction(parsed =>
        {
            var locations = parsed.GetValue(inputs)!;
            if (parsed.GetValue(expect) is not null && locations.Length > 1)
            {
                throw new UserError("--expect holds one replay against one manifest, but there are several inputs", "", "replay them one by one");
            }

            var requests = Places(locations, parsed.GetValue(output)).Select(p => new ReplayRequest(p.Location, p.Out, !parsed.GetValue(noVideo))).ToList();
            return ReplaySession.RunAsync(requests, common.Load(parsed), parsed.GetValue(expect), parsed.GetValue(json));
        });
        return command;
    }

    /// <summary>A folder for the results of each input; inputs of the same name get numbers.</summary>
    private static IEnumerable<(string Location, string Out)> Places(string[] locations, string? output)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var location in locations)
        {
            var name = Ingest.FrameSources.NameOf(location).Name;
            var unique = name;
            for (var i = 2; !taken.Add(unique); i++)
            {
                unique = $"{name}-{i}";
            }

            yield return (location, Folder(output is null ? Path.Combine("out", unique) : locations.Length == 1 ? output : Path.Combine(output, unique)));
        }

        static string Folder(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
    }
}
