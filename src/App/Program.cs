using System.CommandLine;
using DiCNet.App.Commands;
using DiCNet.Cli;

var root = new RootCommand("Watches road video and marks what its models have never seen.")
{
    DemoCommand.Make(),
    ReplayCommand.Make(),
    InspectCommand.Make(),
    DoctorCommand.Make(),
    BenchCommand.Make(),
};
return await Entry.RunAsync("dicnet", root, args);
