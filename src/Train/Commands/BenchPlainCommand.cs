using System.CommandLine;
using DiCNet.Cli;
using DiCNet.Train.Export;
using DiCNet.Train.Onnx;

namespace DiCNet.Train.Commands;

/// <summary>dicnet-train bench plain: the two networks of a bundle without savings, for others to run.</summary>
static class BenchPlainCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Make()
    {
        var bundle = new Option<string>("--bundle") { Description = "Bundle with its checkpoints (folder 'training')", HelpName = "DIR", Required = true };
        var output = new Option<string>("--out") { Description = "Folder for teacher.onnx and student.onnx; those that lie there are replaced", HelpName = "DIR", Required = true };
        var command = new Command("plain",
            """
            Write the two networks of a bundle as the paper has them, every operator as it was trained: what bench/peers gives to PyTorch.

            Example:
              dicnet-train bench plain --bundle models/camvid --out out/plain
            """) { bundle, output };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(output);
            using var trained = TrainingFolder.Read(parsed.GetRequiredValue(bundle));
            var graphs = new BundleGraphs(PairParts.Of(trained, "plain", ScoreRule.Eq7.Name, "") with { Savings = Savings.None });
            try
            {
                Directory.CreateDirectory(folder);
                graphs.Teacher().Save(Path.Combine(folder, BundleWriter.TeacherFile));
                graphs.Student().Save(Path.Combine(folder, BundleWriter.StudentFile));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UserError($"the graphs cannot be written ({e.Message.TrimEnd('.')})", folder, "make room or name another folder", e);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
