using System.CommandLine;
using DiCNet.Cli;
using DiCNet.Train.Comparison;

namespace DiCNet.Train.Commands;

/// <summary>dicnet-train report: what did it change?</summary>
static class ReportCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Make()
    {
        var runs = new Argument<string[]>("RUN") { Description = "Folders of trainings, finished or under way", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string?>("--out") { Description = "HTML page with the curves of all; default: none is written", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print JSON instead of the table" };
        var command = new Command("report",
            """
            Compare trainings: the settings that differ, what each reached, and the curves of loss and measures in one chart.

            Examples:
              dicnet-train report out/ablation/* --out out/ablation/report.html
              dicnet-train report out/train/teacher out/other/teacher
              dicnet-train report out/train --json
            """) { runs, output, json };
        command.SetAction(parsed =>
        {
            var groups = RunGroup.Of(RunReader.Read(parsed.GetRequiredValue(runs)));
            var file = parsed.GetValue(output);
            if (file is not null)
            {
                Write(file, ComparisonPage.Html(groups));
            }

            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(ComparisonJson.Write(groups));
                return ExitCode.Done;
            }

            ComparisonTable.Write(Console.Out, groups);
            if (file is not null)
            {
                Console.Out.WriteLine($"Written: {file}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(string file, string page)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            File.WriteAllText(file, page);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"the page cannot be written ({e.Message})", file, "name another file by --out", e);
        }
    }
}
