namespace DiCNet.Ingest;

/// <summary>Waits for the end of connections, sees them fall silent, and closes them.</summary>
/// <remarks>A reader that hangs in native code is left behind; when a few hang, the next connection waits for one of them to come back.</remarks>
/// <param name="options">The limits.</param>
/// <param name="time">The clock.</param>
/// <param name="onStall">Told why, before a connection that gave frames is closed.</param>
sealed class FeedWatch(LiveSourceOptions options, TimeProvider time, Action<string> onStall)
{
    private const int MostHanging = 3;
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(3);

    private readonly TimeSpan _stall = TimeSpan.FromSeconds(options.StallSeconds);
    private readonly List<Task> _hanging = [];

    /// <summary>Waits for the end of a connection, and ends it when it is silent for too long, somebody asked, or at the stop.</summary>
    public async Task<FeedEnd> EndAsync(Feed feed, Task asked, CancellationToken stop)
    {
        while (true)
        {
            var limit = feed.Delivers ? _stall : TimeSpan.FromSeconds(options.OpenSeconds);
            var left = limit - feed.Silent;
            if (feed.Ended.IsCompleted)
            {
                feed.Dispose();
                return await feed.Ended;
            }

            if (asked.IsCompleted || stop.IsCancellationRequested)
            {
                await CloseAsync(feed);
                return new FeedEnd(FeedEndKind.Stopped);
            }

            if (left <= TimeSpan.Zero)
            {
                return await CutAsync(feed, limit);
            }

            // Not longer than the stall limit: the first picture may come at any moment, and with it that limit.
            await RestAsync(left < _stall ? left : _stall, stop, feed.Ended, asked);
        }
    }

    /// <summary>Waits, where too many readers hang, for one of them to come back.</summary>
    public async Task RoomAsync(Task asked, CancellationToken stop)
    {
        _hanging.RemoveAll(h => h.IsCompleted);
        while (_hanging.Count >= MostHanging && !asked.IsCompleted && !stop.IsCancellationRequested)
        {
            await RestAsync(Timeout.InfiniteTimeSpan, stop, [asked, .. _hanging]);
            _hanging.RemoveAll(h => h.IsCompleted);
        }
    }

    /// <summary>Waits for the first of some tasks, a time, or the stop.</summary>
    public async Task RestAsync(TimeSpan atMost, CancellationToken stop, params Task[] until)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // One WhenAny over all of them: when it is over it lets go of tasks that live for weeks.
        await Task.WhenAny([.. until, Task.Delay(atMost, time, over.Token)]);
        await over.CancelAsync();
    }

    private async Task<FeedEnd> CutAsync(Feed feed, TimeSpan limit)
    {
        var reason = feed.Delivers ? $"no frame for {limit.TotalSeconds} s" : $"no picture within {limit.TotalSeconds} s of opening it";
        if (feed.Delivers)
        {
            onStall(reason);
        }

        if (!await CloseAsync(feed))
        {
            return new FeedEnd(FeedEndKind.Lost, $"{reason}; its reader hangs and was left behind");
        }

        // A reader that was cut off tells what it last saw.
        var end = await feed.Ended;
        return new FeedEnd(FeedEndKind.Lost, end is { Kind: FeedEndKind.Lost, Reason.Length: > 0 } ? $"{reason} ({end.Reason})" : reason);
    }

    private async Task<bool> CloseAsync(Feed feed)
    {
        var closed = await feed.CloseAsync(s_grace);
        if (closed)
        {
            feed.Dispose();
        }
        else
        {
            _hanging.Add(feed.Ended);
        }

        return closed;
    }
}
