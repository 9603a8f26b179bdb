using System.CommandLine;
using DiCNet.App.Commands;
using DiCNet.Cli;

var root = new RootCommand("Watches road video and marks what its models have never seen.")
{
    DemoCommand.Make(),
    ReplayCommand.Make(),
    ServeCommand.Make(),
    InspectCommand.Make(),
    DoctorCommand.Make(),
    BenchCommand.Make(),
};
// Decoding, scoring and encoding block the threads they run on; the pool would add a missing one only after half a second.
ThreadPool.GetMinThreads(out var workers, out var completions);
ThreadPool.SetMinThreads(workers + Environment.ProcessorCount + 4, completions);
return await Entry.RunAsync("dicnet", root, args);
