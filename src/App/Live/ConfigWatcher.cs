namespace DiCNet.App.Live;

/// <summary>Looks at the configuration file and applies it when it changed; a bad one is told of and leaves everything as it is.</summary>
/// <remarks>It compares content each second: files that are replaced by renaming or through links are noticed as well as those written in place.</remarks>
/// <param name="file">The configuration file.</param>
/// <param name="system">Takes the new ones.</param>
/// <param name="log">What came of it.</param>
sealed class ConfigWatcher(string file, LiveSystem system, LiveLog log)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>Watches until it is stopped.</summary>
    /// <param name="now">Released when the file is to be read again at once, changed or not.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(SemaphoreSlim now, CancellationToken stop)
    {
        var last = await ReadAsync(stop);
        try
        {
            while (true)
            {
                var asked = await now.WaitAsync(s_pause, stop);
                var text = await ReadAsync(stop);
                // An editor that truncates before it writes leaves an empty file for a moment.
                if (text is null or "" || (text == last && !asked))
                {
                    continue;
                }

                last = text;
                await ApplyAsync(text);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private async Task ApplyAsync(string text)
    {
        try
        {
            var plan = await system.ApplyAsync(text, file);
            log.Info(null, plan.Changes.Count == 0 ? "configuration read again: nothing has changed" : $"configuration read again: {plan.Changes.Count} changes");
        }
        catch (UserError e)
        {
            log.Error(null, $"configuration not taken, the old one runs on: {e.Message}");
        }
    }

    private async Task<string?> ReadAsync(CancellationToken stop)
    {
        try
        {
            return await File.ReadAllTextAsync(file, stop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
