using DiCNet.Inference;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DiCNet.Tests.Inference;

public sealed class EventTrackerTests
{
    private static readonly Region s_alarm = new(new PixelBox(100, 100, 40, 40), 0.01, 0.01, 1.5f);
    private static readonly Region s_low = s_alarm with { AlarmedArea = 0, Peak = 0.9f };

    private readonly EventTracker _tracker = new(new StreamId("cam")) { Options = new EventOptions(), Model = "model", Threshold = "card" };

    [Fact]
    public void An_event_starts_after_the_confirm_time_and_dates_back_to_its_first_frame()
    {
        Assert.Empty(At(0, s_alarm));
        Assert.Empty(At(0.2, s_alarm));
        var started = Assert.Single(At(0.3, s_alarm));
        Assert.Equal((EventPhase.Started, "cam-00001", 1, TimeSpan.Zero), (started.Phase, started.Id, started.Revision, started.From));
        Assert.Single(_tracker.Active);
    }

    [Fact]
    public void A_flicker_shorter_than_the_confirm_time_is_no_event()
    {
        At(0, s_alarm);
        At(0.1, s_alarm);
        for (var t = 0.2; t < 2; t += 0.1)
        {
            Assert.Empty(At(t));
        }
    }

    [Fact]
    public void Confirmation_counts_seconds_and_not_frames()
    {
        for (var i = 0; i <= 29; i++)
        {
            Assert.Empty(At(i / 100.0, s_alarm));
        }

        Assert.Single(At(0.30, s_alarm));
    }

    [Fact]
    public void An_event_lives_on_at_the_low_level_and_ends_after_the_release_time_below_it()
    {
        Start();
        Assert.Empty(At(0.8, s_low));
        Assert.Empty(At(1.7));
        var ended = Assert.Single(At(1.9));
        Assert.Equal((EventPhase.Ended, TimeSpan.FromSeconds(0.8)), (ended.Phase, ended.To));
        Assert.Empty(_tracker.Active);
    }

    [Fact]
    public void An_event_under_way_is_reported_once_a_second_with_its_highest_peak()
    {
        Start();
        Assert.Empty(At(0.9, s_alarm with { Peak = 3 }));
        var update = Assert.Single(At(1.4, s_alarm));
        Assert.Equal((EventPhase.Updated, 2, 3f, TimeSpan.FromSeconds(0.9)), (update.Phase, update.Revision, update.Peak, update.PeakAt));
    }

    [Fact]
    public void A_thing_that_moves_stays_one_event_and_another_thing_is_another_event()
    {
        Start();
        var other = s_alarm with { Box = new PixelBox(400, 100, 40, 40) };
        var news = new List<AnomalyEvent>();
        for (var i = 1; i <= 10; i++)
        {
            news.AddRange(At(0.3 + i * 0.05, s_alarm with { Box = s_alarm.Box with { X = 100 + 10 * i } }, other));
        }

        Assert.Equal("cam-00002", Assert.Single(news, e => e.Phase == EventPhase.Started).Id);
        Assert.Equal(2, _tracker.Active.Count);
    }

    [Fact]
    public void A_thing_seen_in_two_pieces_is_one_event()
    {
        Start();
        var (left, right) = (s_alarm with { Box = new PixelBox(100, 100, 15, 40) }, s_alarm with { Box = new PixelBox(125, 100, 15, 40) });
        Assert.Empty(At(0.4, left, right));
        Assert.Equal(new PixelBox(100, 100, 40, 40), Assert.Single(_tracker.Active).Box);
    }

    [Fact]
    public void Frames_lost_during_an_event_are_told_by_it()
    {
        _tracker.Update(TimeSpan.Zero, [s_alarm], lost: 5);
        var started = Assert.Single(_tracker.Update(TimeSpan.FromSeconds(0.5), [s_alarm], lost: 8));
        Assert.Equal(3, started.FramesLost);
    }

    [Fact]
    public void The_end_of_the_stream_ends_its_events()
    {
        Start();
        Assert.Equal(EventPhase.Ended, Assert.Single(_tracker.End(0)).Phase);
        Assert.Empty(_tracker.End(0));
    }

    [Fact]
    public void Every_event_starts_once_ends_once_and_counts_its_revisions() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), levels =>
        {
            var tracker = new EventTracker(new StreamId("cam")) { Options = new EventOptions(), Model = "model", Threshold = "card" };
            var news = new List<AnomalyEvent>();
            for (var i = 0; i < levels.Length; i++)
            {
                Region[] regions = (levels[i] % 3) switch { 0 => [], 1 => [s_low], _ => [s_alarm] };
                news.AddRange(tracker.Update(TimeSpan.FromSeconds(i * 0.1), regions, 0));
            }

            news.AddRange(tracker.End(0));
            return news.GroupBy(e => e.Id).All(life =>
                life.First().Phase == EventPhase.Started && life.Last().Phase == EventPhase.Ended
                && life.Skip(1).SkipLast(1).All(e => e.Phase == EventPhase.Updated)
                && life.Select(e => e.Revision).SequenceEqual(Enumerable.Range(1, life.Count())));
        }).QuickCheckThrowOnFailure();

    private void Start()
    {
        At(0, s_alarm);
        Assert.Single(At(0.3, s_alarm));
    }

    private IReadOnlyList<AnomalyEvent> At(double seconds, params Region[] regions) => _tracker.Update(TimeSpan.FromSeconds(seconds), regions, 0);
}
