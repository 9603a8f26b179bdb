using DiCNet.App.Live;
using DiCNet.Render;
using Xunit;

namespace DiCNet.Tests.App.Web;

public sealed class EventFeedTests
{
    private static readonly RenderOptions s_render = new();

    [Fact]
    public async Task An_event_is_one_row_in_its_latest_revision_with_its_history()
    {
        using var verdicts = new Verdicts();
        using var overlay = new Overlay(s_render);
        await using var feed = new EventFeed(10, 32 << 20, TimeProvider.System);
        await NewsAsync(feed, verdicts, overlay, verdicts.Event(1, EventPhase.Started, 1.2f));
        await NewsAsync(feed, verdicts, overlay, verdicts.Event(1, EventPhase.Updated, 1.5f));
        await NewsAsync(feed, verdicts, overlay, verdicts.Event(1, EventPhase.Ended, 1.5f));

        var row = Assert.Single(feed.Page(new EventQuery()));
        Assert.Equal((EventPhase.Ended, 3, true), (row.Latest.Phase, row.Latest.Revision, row.Pictured));
        var found = feed.Find(row.Key)!.Value;
        Assert.Equal([EventPhase.Started, EventPhase.Updated, EventPhase.Ended], found.History.Select(s => s.Phase));
        Assert.All((byte[][])[found.Pictures!.Frame.Raw, found.Pictures.Frame.Heat, found.Pictures.Frame.Marked, found.Pictures.Thumbnail], jpeg => Assert.Equal([0xFF, 0xD8], jpeg[..2]));
        Assert.Equal(0, verdicts.Lent);
    }

    [Fact]
    public async Task Pictures_follow_the_peak()
    {
        using var verdicts = new Verdicts();
        using var overlay = new Overlay(s_render);
        await using var feed = new EventFeed(10, 32 << 20, TimeProvider.System);
        await NewsAsync(feed, verdicts, overlay, verdicts.Event(1, EventPhase.Started, 1.5f));
        var key = feed.Page(new EventQuery())[0].Key;
        var first = feed.Find(key)!.Value.Pictures;
        await NewsAsync(feed, verdicts, overlay, verdicts.Event(1, EventPhase.Updated, 1.5f));
        Assert.Same(first, feed.Find(key)!.Value.Pictures);
        await NewsAsync(feed, verdicts, overlay, verdicts.Event(1, EventPhase.Updated, 1.6f));
        Assert.NotSame(first, feed.Find(key)!.Value.Pictures);
    }

    [Fact]
    public async Task A_stream_that_is_added_again_counts_anew_and_keys_stay_unique()
    {
        using var verdicts = new Verdicts();
        await using var feed = new EventFeed(10, 32 << 20, TimeProvider.System);
        await feed.FinishAsync([verdicts.Event(1), verdicts.Event(1), verdicts.Event(1, EventPhase.Ended)]);
        var rows = feed.Page(new EventQuery());
        Assert.Equal([EventPhase.Ended, EventPhase.Started], rows.Select(r => r.Latest.Phase));
        Assert.Equal(2, rows.Select(r => r.Key).Distinct().Count());
        Assert.True(rows[0].Number > rows[1].Number);
    }

    [Fact]
    public async Task Keys_of_a_process_that_starts_later_are_higher()
    {
        using var verdicts = new Verdicts();
        await using var before = new EventFeed(10, 32 << 20, TimeProvider.System);
        await before.FinishAsync([verdicts.Event(1)]);
        await Task.Delay(5, TestContext.Current.CancellationToken);
        await using var after = new EventFeed(10, 32 << 20, TimeProvider.System);
        await after.FinishAsync([verdicts.Event(1)]);
        Assert.True(string.CompareOrdinal(after.Page(new EventQuery())[0].Key, before.Page(new EventQuery())[0].Key) > 0);
    }

    [Fact]
    public async Task The_oldest_make_room()
    {
        using var verdicts = new Verdicts();
        await using var feed = new EventFeed(10, 32 << 20, TimeProvider.System);
        await feed.FinishAsync([.. Enumerable.Range(1, 25).Select(i => verdicts.Event(i))]);
        Assert.Equal(Enumerable.Range(16, 10).Reverse().Select(i => $"road-{i:D5}"), feed.Page(new EventQuery()).Select(r => r.Latest.Id));
        // An event that was forgotten while it goes on comes back as a new row.
        await feed.FinishAsync([verdicts.Event(1, EventPhase.Updated)]);
        Assert.Equal("road-00001", feed.Page(new EventQuery())[0].Latest.Id);
        Assert.Equal(10, feed.Page(new EventQuery()).Count);
        Assert.Equal(10, feed.ChangedSince(0).Count);
    }

    [Fact]
    public async Task Pictures_take_no_more_memory_than_they_may_and_the_oldest_go_first()
    {
        using var verdicts = new Verdicts();
        using var overlay = new Overlay(new RenderOptions());
        const int room = 100_000;
        await using var feed = new EventFeed(1000, room, TimeProvider.System);
        for (var i = 1; i <= 60; i++)
        {
            await NewsAsync(feed, verdicts, overlay, verdicts.Event(i));
            Assert.InRange(feed.PictureBytes, 1, room);
        }

        var pictured = feed.Page(new EventQuery { Limit = 1000 }).Select(r => r.Pictured).ToList();
        Assert.Equal(60, pictured.Count);
        Assert.Contains(false, pictured);
        Assert.Equal(pictured.OrderDescending(), pictured);
    }

    [Fact]
    public async Task A_long_history_is_thinned_and_keeps_its_beginning()
    {
        using var verdicts = new Verdicts();
        await using var feed = new EventFeed(10, 32 << 20, TimeProvider.System);
        await feed.FinishAsync([verdicts.Event(1), .. Enumerable.Range(2, 5000).Select(i => verdicts.Event(1, EventPhase.Updated) with { Revision = i })]);
        var history = feed.Find(feed.Page(new EventQuery())[0].Key)!.Value.History;
        Assert.InRange(history.Count, 100, 300);
        Assert.Equal((1, 5001), (history[0].Revision, history[^1].Revision));
        Assert.Equal(history.Select(h => h.Revision).Order(), history.Select(h => h.Revision));
    }

    [Fact]
    public async Task Whoever_comes_back_gets_what_changed_meanwhile_once()
    {
        using var verdicts = new Verdicts();
        await using var feed = new EventFeed(10, 32 << 20, TimeProvider.System);
        var seen = feed.LastChange;
        var change = feed.ChangeAsync(seen);
        Assert.False(change.IsCompleted);
        await feed.FinishAsync([verdicts.Event(1), verdicts.Event(2), verdicts.Event(1, EventPhase.Ended)]);
        await change;
        Assert.Equal([("road-00002", EventPhase.Started), ("road-00001", EventPhase.Ended)], feed.ChangedSince(seen).Select(r => (r.Latest.Id, r.Latest.Phase)));
        Assert.Empty(feed.ChangedSince(feed.LastChange));
        Assert.Equal(2, feed.ChangedSince(long.MaxValue).Count);
        Assert.False(feed.ChangeAsync(feed.LastChange).IsCompleted);
    }

    [Fact]
    public async Task Many_writers_and_readers_agree()
    {
        using var verdicts = new Verdicts();
        await using var feed = new EventFeed(50, 32 << 20, TimeProvider.System);
        var writers = Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
        {
            for (var i = 1; i <= 500; i++)
            {
                var e = verdicts.Event(i) with { Stream = new StreamId($"s{w}"), Id = $"s{w}-{i:D5}" };
                await feed.FinishAsync([e, e with { Phase = EventPhase.Ended, Revision = 2 }]);
            }
        }, TestContext.Current.CancellationToken)).ToArray();
        var reader = Task.Run(async () =>
        {
            var seen = feed.LastChange;
            while (!Array.TrueForAll(writers, w => w.IsCompleted))
            {
                var rows = feed.ChangedSince(seen);
                Assert.Equal(rows.Select(r => r.Change).Order(), rows.Select(r => r.Change));
                Assert.All(rows, r => Assert.True(r.Change > seen));
                seen = rows.Count > 0 ? rows[^1].Change : seen;
                await Task.WhenAny(feed.ChangeAsync(seen), Task.Delay(10, TestContext.Current.CancellationToken));
            }
        }, TestContext.Current.CancellationToken);
        await Task.WhenAll([.. writers, reader]);
        Assert.Equal(50, feed.Page(new EventQuery(Phase: EventPhase.Ended)).Count);
    }

    internal static async Task NewsAsync(EventFeed feed, Verdicts verdicts, Overlay overlay, params AnomalyEvent[] news)
    {
        using var verdict = verdicts.Next(1, 1.5f, news, news);
        await feed.WriteAsync(verdict, overlay);
    }
}
