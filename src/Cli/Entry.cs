using System.CommandLine;

namespace DiCNet.Cli;

/// <summary>What every executable does with its arguments: parse, run, and end with the right exit code and message.</summary>
public static class Entry
{
    /// <summary>Runs one command line.</summary>
    /// <param name="program">Name of the program, for messages.</param>
    /// <param name="root">Its verbs.</param>
    /// <param name="args">The command line.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string program, RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine($"{program}: {Redactor.Clean(error.Message)}");
            }

            Console.Error.WriteLine($"{program}: './{program} --help' lists the verbs, './{program} VERB --help' their options");
            return ExitCode.UserError;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UserError e)
        {
            Console.Error.WriteLine($"{program}: {Redactor.Clean(e.Message)}");
            return ExitCode.UserError;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"{program}: this is a fault of {program} or of this machine, not of the input:\n{Redactor.Clean(e.ToString())}");
            return ExitCode.Fault;
        }
    }
}
