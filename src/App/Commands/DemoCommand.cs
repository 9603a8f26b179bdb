using System.CommandLine;
using DiCNet.App.Replaying;
using DiCNet.Cli;

namespace DiCNet.App.Commands;

/// <summary>dicnet demo: the shipped clip through the shipped model.</summary>
static class DemoCommand
{
    public static Command Make()
    {
        var output = new Option<string>("--out") { Description = "Folder for the results", HelpName = "DIR", DefaultValueFactory = _ => Path.Combine("out", "demo") };
        var json = new Option<bool>("--json") { Description = "Print the manifest as JSON instead of progress and table" };
        var common = new CommonOptions();
        var command = new Command("demo", "Replay the shipped street clip: a model that has never seen a cyclist meets one in every frame.") { output, json };
        common.AddTo(command);
        command.SetAction(parsed => ReplaySession.RunAsync(
            [new ReplayRequest(Home.Path("samples", "camvid-cyclists.mp4"), Path.GetFullPath(parsed.GetValue(output)!), Video: true)],
            common.Load(parsed), expect: null, parsed.GetValue(json)));
        return command;
    }
}
