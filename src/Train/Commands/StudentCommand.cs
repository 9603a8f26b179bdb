using System.CommandLine;
using DiCNet.Cli;
using DiCNet.Train.Training;

namespace DiCNet.Train.Commands;

/// <summary>dicnet-train student: the network that imitates the teacher on what is known.</summary>
static class StudentCommand
{
    public static Command Make()
    {
        var settings = new TrainSettings("student");
        var teacher = new Option<string>("--teacher") { Description = "Checkpoint of a finished teacher", HelpName = "FILE", Required = true };
        var command = new Command("student", "Distil a student from a teacher; ends in student/student.checkpoint.") { teacher };
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = settings.Load(parsed);
            using var signals = new Signals("stopping after this step");
            return Ending.Of(StudentRun.Train(options, parsed.GetValue(teacher)!, settings.Resume(parsed), signals.Stop));
        });
        return command;
    }
}
