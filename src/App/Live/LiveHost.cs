using DiCNet.App.Options;

namespace DiCNet.App.Live;

/// <summary>Runs the live system until it is stopped.</summary>
static class LiveHost
{
    /// <summary>Runs; gives the exit code.</summary>
    /// <param name="config">What to run.</param>
    /// <param name="file">The file that it came from and that is watched; null for none.</param>
    /// <param name="stop">Ends it well.</param>
    public static Task<int> RunAsync(LiveConfig config, string? file, CancellationToken stop) => throw new NotSupportedException();
}
