using FsCheck;
using FsCheck.Fluent;
using Prometheus;
using Xunit;

namespace DiCNet.Tests.Core;

public sealed class FrameQueueTests : IDisposable
{
    private readonly PipelineMetrics _metrics = new(Metrics.NewCustomRegistry());
    private readonly Pool<Frame> _pool = new(64, () => new Frame());
    private readonly FrameQueue _queue = new();

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task A_fresher_frame_of_a_live_stream_takes_the_place_of_the_one_that_waits()
    {
        var lane = _queue.Join(newestOnly: true);
        Send(lane, "cam", 0);
        Send(lane, "cam", 1);

        Assert.Equal([("cam", 1)], await TurnAsync());
        Assert.Equal(1, _metrics.Of(new StreamId("cam")).Counts().Dropped[DropReason.Stale]);
    }

    [Fact]
    public async Task A_recording_keeps_every_frame_in_order()
    {
        var lane = _queue.Join(newestOnly: false);
        Send(lane, "file", 0);
        Send(lane, "file", 1);
        lane.TryComplete();
        _queue.Complete();

        Assert.Equal([("file", 0)], await TurnAsync());
        Assert.Equal([("file", 1)], await TurnAsync());
        Assert.False(await _queue.Reader.WaitToReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task In_one_turn_each_stream_gives_one_frame_however_many_it_has()
    {
        var (fast, slow) = (_queue.Join(newestOnly: false), _queue.Join(newestOnly: false));
        for (var i = 0; i < 3; i++)
        {
            Send(fast, "fast", i);
        }

        Send(slow, "slow", 0);

        Assert.Equal([("fast", 0), ("slow", 0)], await TurnAsync());
        Assert.Equal([("fast", 1)], await TurnAsync());
        Assert.Equal([("fast", 2)], await TurnAsync());
    }

    [Fact]
    public async Task A_reader_that_waits_is_woken_by_a_frame()
    {
        var lane = _queue.Join(newestOnly: true);
        var turn = TurnAsync();
        Assert.False(turn.IsCompleted);
        Send(lane, "cam", 7);
        Assert.Equal([("cam", 7)], await turn);
    }

    [Fact]
    public void A_stream_that_left_takes_no_more_frames()
    {
        var lane = _queue.Join(newestOnly: true);
        Assert.True(lane.TryComplete());
        Assert.False(lane.TryComplete());
        Assert.True(_pool.TryRent(out var frame));
        Assert.False(lane.TryWrite(frame));
        frame.Dispose();
    }

    [Fact]
    public async Task A_completed_queue_gives_what_waits_and_then_ends()
    {
        var lane = _queue.Join(newestOnly: true);
        Send(lane, "cam", 0);
        _queue.Complete();
        Assert.Equal([("cam", 0)], await TurnAsync());
        Assert.False(await _queue.Reader.WaitToReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void However_many_streams_overload_the_model_each_gets_its_share() => Prop.ForAll(
        Gen.Choose(1, 6).Zip(Gen.Choose(0, 20)).ToArbitrary(), t => Shares(t.Item1, t.Item2)).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Many_writers_that_come_and_go_lose_no_frame()
    {
        var writers = Enumerable.Range(0, 8).Select(w => Task.Run(() =>
        {
            for (var life = 0; life < 20; life++)
            {
                var lane = _queue.Join(newestOnly: w % 2 == 0);
                for (var i = 0; i < 50; i++)
                {
                    if (_pool.TryRent(out var frame))
                    {
                        Identify(frame, $"w{w}", i);
                        Assert.True(lane.TryWrite(frame));
                    }
                }

                lane.TryComplete();
            }
        })).ToArray();
        var ended = Task.WhenAll(writers).ContinueWith(_ => _queue.Complete(), TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
        while (await _queue.Reader.WaitToReadAsync(TestContext.Current.CancellationToken))
        {
            while (_queue.Reader.TryRead(out var frame))
            {
                frame.CountScored(default, TimeSpan.Zero, 0);
                frame.Dispose();
            }
        }

        await ended;
        await Task.WhenAll(writers);
        Assert.Equal(0, _pool.Lent);
        Assert.All(Enumerable.Range(0, 8), w => Assert.True(_metrics.Of(new StreamId($"w{w}")).Counts().Conserved));
    }

    private bool Shares(int count, int rounds)
    {
        var lanes = Enumerable.Range(0, count).Select(_ => _queue.Join(newestOnly: true)).ToArray();
        var taken = new int[count];
        for (var round = 0; round < rounds * count; round++)
        {
            for (var s = 0; s < count; s++)
            {
                Send(lanes[s], $"s{s}", round);
            }

            // A model of batch 1 that is slower than the cameras: one frame is taken, then all send again.
            Assert.True(_queue.Reader.WaitToReadAsync(TestContext.Current.CancellationToken).AsTask().IsCompletedSuccessfully);
            Assert.True(_queue.Reader.TryRead(out var frame));
            taken[int.Parse(frame.Stream.Name[1..], System.Globalization.CultureInfo.InvariantCulture)]++;
            frame.Dispose();
        }

        foreach (var lane in lanes)
        {
            lane.TryComplete();
        }

        while (_queue.Count > 0)
        {
            _queue.Reader.WaitToReadAsync(TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
            _queue.Reader.Drain();
        }

        return taken.Max() == taken.Min();
    }

    private void Send(System.Threading.Channels.ChannelWriter<Frame> lane, string stream, long sequence)
    {
        Assert.True(_pool.TryRent(out var frame));
        Identify(frame, stream, sequence);
        Assert.True(lane.TryWrite(frame));
    }

    private void Identify(Frame frame, string stream, long sequence) =>
        frame.Identify(_metrics.Of(new StreamId(stream)), sequence, TimeSpan.FromSeconds(sequence), sequence);

    private async Task<List<(string Stream, long Sequence)>> TurnAsync()
    {
        Assert.True(await _queue.Reader.WaitToReadAsync(TestContext.Current.CancellationToken));
        var turn = new List<(string, long)>();
        while (_queue.Reader.TryRead(out var frame))
        {
            turn.Add((frame.Stream.Name, frame.Sequence));
            frame.Dispose();
        }

        return turn;
    }
}
