using System.Runtime.InteropServices;
using System.Threading.Channels;
using DiCNet.Ingest;
using Xunit;

namespace DiCNet.Tests.App;

/// <summary>Every run disposes its pools, which throws when a buffer is still lent: each of these is a leak test too.</summary>
public sealed class PipelineTests(Replays replays) : IClassFixture<Replays>
{
    [Fact]
    public async Task The_whole_path_gives_the_golden_grids()
    {
        string[] names = ["0016E5_07959", "0016E5_08059", "Seq05VD_f05040"];
        var seen = 0;
        using var source = Replays.Open(ShippedBundle.File("golden"), out var metrics);
        await replays.RunAsync(source, metrics, TestContext.Current.CancellationToken, new Replays.Look(verdict =>
        {
            Assert.Equal(seen, verdict.Frame.Sequence);
            AssertClose(names[seen], "score", verdict.Scores.Raw);
            AssertClose(names[seen], "eq7", verdict.Scores.Eq7);
            seen++;
        }));
        Assert.Equal(names.Length, seen);
    }

    [Fact]
    public async Task A_sink_that_fails_ends_the_run_with_its_own_fault_and_every_sink_finished()
    {
        var scored = 0;
        var good = new Replays.Look(_ => scored++);
        using var source = Replays.Open("test:frames=12", out var metrics);
        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => replays.RunAsync(source, metrics, CancellationToken.None,
            good, new Replays.Look(v => _ = v.Frame.Sequence < 3 ? 0 : throw new InvalidDataException("the disk went away"))));
        Assert.Equal("the disk went away", fault.Message);
        Assert.True(good.Finished);
        Assert.Equal(4, scored);
        AssertConserved(metrics, "test");
    }

    [Fact]
    public async Task A_source_that_fails_ends_the_run_with_its_own_fault_and_what_it_gave_is_accounted_for()
    {
        using var inner = Replays.Open("test:frames=12", out var metrics);
        using var source = new FailingSource(inner, after: 5);
        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => replays.RunAsync(source, metrics, CancellationToken.None));
        Assert.Equal("the cable is out", fault.Message);
        AssertConserved(metrics, "test");
    }

    [Fact]
    public async Task A_stop_scores_what_was_read_and_is_no_fault()
    {
        using var stop = new CancellationTokenSource();
        var scored = 0;
        using var source = Replays.Open("test:frames=10000", out var metrics);
        await replays.RunAsync(source, metrics, stop.Token, new Replays.Look(_ =>
        {
            if (++scored == 3)
            {
                stop.Cancel();
            }
        }));
        var counts = AssertConserved(metrics, "test");
        Assert.InRange(counts.Scored, 3, 12);
        Assert.Equal(scored, counts.Scored);
    }

    [Fact]
    public async Task Frames_that_the_source_left_out_are_dropped_by_reason()
    {
        using var source = Replays.Open("test:frames=20,drop=0.4,seed=3", out var metrics);
        await replays.RunAsync(source, metrics, CancellationToken.None);
        var counts = AssertConserved(metrics, "test");
        Assert.Equal(20, counts.Received);
        Assert.InRange(counts.Dropped[DropReason.Source], 1, 19);
    }

    [Fact]
    public async Task Random_stops_and_faults_never_hang_and_never_leak()
    {
        var random = new Random(20);
        for (var run = 0; run < 8; run++)
        {
            using var stop = new CancellationTokenSource();
            using var source = Replays.Open($"test:frames=8,seed={run}", out var metrics);
            var (faultAt, stopAt) = (random.Next(12), random.Next(12));
            var work = replays.RunAsync(source, metrics, stop.Token, new Replays.Look(verdict =>
            {
                if (verdict.Frame.Sequence == stopAt)
                {
                    stop.Cancel();
                }

                if (verdict.Frame.Sequence == faultAt)
                {
                    throw new InvalidDataException("at random");
                }
            }));
            await Task.WhenAny(work).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            Assert.True(work.IsCompletedSuccessfully || work.Exception!.InnerException is InvalidDataException, $"{work.Exception}");
            AssertConserved(metrics, "test");
        }
    }

    private static FrameCounts AssertConserved(PipelineMetrics metrics, string stream)
    {
        var counts = metrics.Of(new StreamId(stream)).Counts();
        Assert.True(counts.Conserved, $"{counts}");
        return counts;
    }

    private static void AssertClose(string frame, string grid, ReadOnlySpan<float> actual)
    {
        var file = File.ReadAllBytes(ShippedBundle.File("golden", $"{frame}.{grid}.npy"));
        var expected = MemoryMarshal.Cast<byte, float>(file.AsSpan(file.Length - actual.Length * sizeof(float)));
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-3 * (1 + Math.Abs(expected[i])), $"{frame}.{grid}[{i}]: expected {expected[i]}, found {actual[i]}");
        }
    }

    private sealed class FailingSource(IFrameSource inner, int after) : IFrameSource
    {
        public SourceInfo Info => inner.Info;

        public async Task RunAsync(ChannelWriter<Frame> frames, CancellationToken stop)
        {
            using var own = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var through = Channel.CreateBounded<Frame>(4);
            var feed = through.Writer.Completing(() => inner.RunAsync(through.Writer, own.Token));
            for (var i = 0; i < after && await through.Reader.WaitToReadAsync(CancellationToken.None); i++)
            {
                Assert.True(through.Reader.TryRead(out var frame));
                frames.HandOver(frame);
            }

            await own.CancelAsync();
            await feed;
            through.Reader.Drain();
            throw new InvalidDataException("the cable is out");
        }

        public void Dispose()
        {
        }
    }
}
