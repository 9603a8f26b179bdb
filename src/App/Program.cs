using System.CommandLine;
using System.CommandLine.Parsing;
using DiCNet;
using DiCNet.App;
using DiCNet.App.Commands;

var root = new RootCommand("Watches road video and marks what its models have never seen.")
{
    DemoCommand.Make(),
    ReplayCommand.Make(),
    InspectCommand.Make(),
    DoctorCommand.Make(),
    BenchCommand.Make(),
};
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine($"dicnet: {error.Message}");
    }

    Console.Error.WriteLine("dicnet: './dicnet --help' lists the verbs, './dicnet VERB --help' their options");
    return ExitCode.UserError;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (UserError e)
{
    Console.Error.WriteLine($"dicnet: {e.Message}");
    return ExitCode.UserError;
}
catch (Exception e)
{
    Console.Error.WriteLine($"dicnet: this is a fault of dicnet or of this machine, not of the input:\n{e}");
    return ExitCode.Fault;
}
