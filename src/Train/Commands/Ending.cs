using DiCNet.Cli;

namespace DiCNet.Train.Commands;

/// <summary>How a training verb ends.</summary>
static class Ending
{
    /// <summary>The exit code of a training.</summary>
    /// <param name="finished">File of what was finished; null when it was stopped before.</param>
    public static int Of(string? finished)
    {
        if (finished is not null)
        {
            return ExitCode.Done;
        }

        Console.Error.WriteLine("dicnet-train: stopped and saved; continue by --resume");
        return ExitCode.Interrupted;
    }
}
