using System.CommandLine;
using DiCNet.Cli;
using DiCNet.Train.Training;

namespace DiCNet.Train.Commands;

/// <summary>dicnet-train run: teacher, then student.</summary>
static class RunCommand
{
    public static Command Make()
    {
        var settings = new TrainSettings(section: null);
        var command = new Command("run", "Train a teacher, then distil its student.");
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            var (options, resume) = (settings.Load(parsed), settings.Resume(parsed));
            using var signals = new Signals("stopping after this step");
            var done = Path.Combine(TeacherRun.Folder(options), "teacher.checkpoint");
            var teacher = resume && File.Exists(done) ? done : TeacherRun.Train(options, resume, signals.Stop);
            return Ending.Of(teacher is null ? null : StudentRun.Train(options, teacher, resume, signals.Stop));
        });
        return command;
    }
}
