namespace DiCNet.Cli;

/// <summary>What the process says at its end.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A fault of the program or the machine.</summary>
    public const int Fault = 1;

    /// <summary>The user's error; the message says what to do.</summary>
    public const int UserError = 2;

    /// <summary>An expectation was not met.</summary>
    public const int NotAsExpected = 3;

    /// <summary>Interrupted by a signal.</summary>
    public const int Interrupted = 130;
}
