using System.CommandLine;
using DiCNet.Cli;
using DiCNet.Train.Commands;

var root = new RootCommand("Makes the teacher and the student that dicnet runs, and measures them.")
{
    TeacherCommand.Make(),
    StudentCommand.Make(),
    RunCommand.Make(),
    ExportCommand.Make(),
    AdaptCommand.Make(),
    DataCommand.Make(),
    EvaluateCommand.Make(),
    QuantizeCommand.Make(),
    ReportCommand.Make(),
    BenchCommand.Make(),
};
return await Entry.RunAsync("dicnet-train", root, args);
