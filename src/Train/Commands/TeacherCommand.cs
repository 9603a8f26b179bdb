using System.CommandLine;
using DiCNet.Cli;
using DiCNet.Train.Training;

namespace DiCNet.Train.Commands;

/// <summary>dicnet-train teacher: the network that knows the classes.</summary>
static class TeacherCommand
{
    public static Command Make()
    {
        var settings = new TrainSettings("teacher");
        var command = new Command("teacher", "Train the network that knows the classes; ends in teacher/teacher.checkpoint.");
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = settings.Load(parsed);
            using var signals = new Signals("stopping after this step");
            return Ending.Of(TeacherRun.Train(options, settings.Resume(parsed), signals.Stop));
        });
        return command;
    }
}
