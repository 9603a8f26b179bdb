using System.CommandLine;
using System.Text.Json;
using DiCNet.Cli;
using DiCNet.Train.Data;
using OpenCvSharp;
using Spectre.Console;

namespace DiCNet.Train.Commands;

/// <summary>dicnet-train data: is a data set sound, and what does it hold?</summary>
static class DataCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Make()
    {
        var kind = new Option<string>("--kind") { Description = $"How the data set is laid out: {string.Join(", ", DataSets.Kinds)}", HelpName = "KIND", Required = true };
        var folder = new Option<string>("--folder") { Description = "Folder of the data set", HelpName = "DIR", Required = true };
        var holdOut = new Option<string[]?>("--hold-out") { Description = "Classes to keep from training, or 'none'; default: as is the custom of the data set", HelpName = "CLASS", AllowMultipleArgumentsPerToken = true };
        var frames = new Option<HeldOutFrames>("--held-out-frames") { Description = "Training frames that hold such a class: drop them, or ignore those pixels", HelpName = "drop|ignore" };
        var table = new Option<string?>("--classes") { Description = "Class table of --kind folder; default: classes.yaml in the folder", HelpName = "FILE" };
        var encoding = new Option<BddEncoding>("--bdd-encoding") { Description = "How labels of bdd-anomaly are stored: auto, trainIds, plusTwo or converted", HelpName = "NAME" };
        var output = new Option<string?>("--out") { Description = "Folder for contact-sheet.jpg; default: none is drawn", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Write JSON to stdout" };
        var command = new Command("data",
            """
            Look into every file of a data set: are labels and pictures sound, what do the lists hold, what is held out?

            Examples:
              dicnet-train data --kind camvid --folder data/camvid --out out/data
              dicnet-train data --kind cityscapes --folder data/cityscapes --hold-out bicycle motorcycle
              dicnet-train data --kind folder --folder my-roads --classes my-roads/classes.yaml --json
            """)
        {
            kind, folder, holdOut, frames, table, encoding, output, json,
        };
        command.SetAction(parsed =>
        {
            var held = parsed.GetValue(holdOut);
            var set = DataSets.Open(parsed.GetRequiredValue(kind), parsed.GetRequiredValue(folder), new DataSetOptions
            {
                HoldOut = held is null or [] ? null : held is ["none"] ? [] : held,
                HeldOutFrames = parsed.GetValue(frames),
                ClassTable = parsed.GetValue(table),
                BddEncoding = parsed.GetValue(encoding),
            });
            var survey = Look(set);
            var sheet = parsed.GetValue(output) is { } to ? Draw(survey, to) : null;
            var report = DataReport.Of(survey, sheet);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(report, DataReportJson.Default.DataReport));
            }
            else
            {
                DataTables.Write(AnsiConsole.Console, report);
            }

            foreach (var problem in survey.Problems)
            {
                Console.Error.WriteLine($"dicnet-train: {problem}");
            }

            return survey.Problems.Count == 0 ? ExitCode.Done : ExitCode.UserError;
        });
        return command;
    }

    private static Survey Look(DataSet set)
    {
        using var progress = new FrameProgress(set.Lists.Values.Sum(l => l.Count));
        return Survey.Of(set, progress.Step);
    }

    private static string Draw(Survey survey, string folder)
    {
        var file = Path.Combine(folder, "contact-sheet.jpg");
        using var sheet = new ContactSheet(survey).Draw();
        try
        {
            Directory.CreateDirectory(folder);
            Cv2.ImEncode(".jpg", sheet, out var bytes, [(int)ImwriteFlags.JpegQuality, 92]);
            File.WriteAllBytes(file, bytes);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"the contact sheet cannot be written: {e.Message}", file, "name another folder by --out", e);
        }
    }
}
