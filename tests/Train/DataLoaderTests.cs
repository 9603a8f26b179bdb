using DiCNet.Train.Data;
using Xunit;

namespace DiCNet.Tests.Train;

public sealed class DataLoaderTests : IDisposable
{
    private static readonly AugmentOptions s_augment = new() { Height = 8, Width = 8 };
    private static readonly AugmentOptions s_plain = AugmentOptions.Plain(TinySet.Height, TinySet.Width);

    private readonly TinySet _set = new();

    public void Dispose() => _set.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_step_depends_on_seed_and_number_alone(int threads)
    {
        var frames = _set.Numbered(7);
        var expected = Steps(frames, seed: 5, first: 0, count: 20, threads: 1);
        Assert.Equal(expected, Steps(frames, 5, 0, 20, threads));
        Assert.NotEqual(expected, Steps(frames, 6, 0, 20, threads));
        for (var first = 1; first < 20; first += 6)
        {
            Assert.Equal(expected[first..], Steps(frames, 5, first, 20 - first, threads));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_epoch_has_each_frame_once_in_an_order_of_its_own(int threads)
    {
        using var loader = new Loader(_set.Numbered(10), TinySet.Ten(), s_plain, batch: 4, seed: 1, firstStep: 0, threads);
        var seen = Enumerable.Range(0, 10).SelectMany(_ =>
        {
            var batch = loader.Next();
            return Enumerable.Range(0, 4).Select(i => (int)batch.Picture(i)[0]).ToArray();
        }).Chunk(10).ToArray();
        Assert.All(seen, epoch => Assert.Equal(Enumerable.Range(0, 10), epoch.Order()));
        Assert.Equal(4, seen.Select(e => string.Join(' ', e)).Distinct().Count());
    }

    [Fact]
    public void Steps_come_in_order_and_labels_belong_to_pictures()
    {
        using var loader = new Loader(_set.Numbered(10), TinySet.Ten("c3"), s_plain, 3, 1, firstStep: 100, threads: 2);
        for (var step = 100; step < 120; step++)
        {
            var batch = loader.Next();
            Assert.Equal((step, 3, TinySet.Height, TinySet.Width), (batch.Step, batch.N, batch.H, batch.W));
            for (var i = 0; i < 3; i++)
            {
                // c3 is held out: ignored, and the classes after it move up.
                var number = batch.Picture(i)[0];
                var label = number == 3 ? ClassTable.Void : number > 3 ? number - 1 : number;
                Assert.All(batch.LabelsOf(i).ToArray(), l => Assert.Equal(label, l));
            }
        }
    }

    [Fact]
    public void A_batch_is_left_alone_until_the_next_is_asked_for()
    {
        using var loader = new Loader(_set.Numbered(10), TinySet.Ten(), s_augment, 4, 1, 0, threads: 2);
        for (var i = 0; i < 20; i++)
        {
            var batch = loader.Next();
            var before = batch.Pictures.ToArray();
            Thread.Yield();
            Assert.Equal(before, batch.Pictures);
        }
    }

    [Fact]
    public void A_bad_frame_surfaces_at_its_step_and_stays()
    {
        var frames = _set.Numbered(10);
        File.WriteAllText(frames[4].Picture, "no picture");
        var order = new EpochOrder(10, 9);
        var bad = Enumerable.Range(0, 10).First(i => order[i] == 4);
        using var loader = new Loader(frames, TinySet.Ten(), s_plain, 1, 9, 0, threads: 2);
        for (var step = 0; step < bad; step++)
        {
            Assert.Equal(step, loader.Next().Step);
        }

        for (var again = 0; again < 3; again++)
        {
            Assert.Contains("4.png: the picture cannot be decoded", TinySet.Message(() => loader.Next()));
        }
    }

    [Fact]
    public void Disposal_at_any_moment_ends_the_threads()
    {
        var frames = _set.Numbered(5);
        for (var steps = 0; steps < 8; steps++)
        {
            var loader = new Loader(frames, TinySet.Ten(), s_augment, 2, 1, 0, threads: 2);
            for (var i = 0; i < steps; i++)
            {
                loader.Next();
            }

            loader.Dispose();
            loader.Dispose();
            Assert.Throws<ObjectDisposedException>(loader.Next);
        }
    }

    [Fact]
    public void No_frames_and_scales_the_wrong_way_round_are_errors()
    {
        Assert.Contains("there are no frames to train on", TinySet.Message(() => new Loader([], TinySet.Ten(), s_plain, 1, 1, 0, 1).Dispose()));
        Assert.Contains("scaleTo is 0.5, below scaleFrom (0.6)", TinySet.Message(() =>
            new Loader(_set.Numbered(1), TinySet.Ten(), new AugmentOptions { ScaleTo = 0.5 }, 1, 1, 0, 1).Dispose()));
    }

    [Fact]
    public void Frames_are_kept_while_they_fit()
    {
        const int frame = TinySet.Width * TinySet.Height * 4;
        var cache = new FrameCache(_set.Numbered(3), TinySet.Ten(), 2 * frame);
        var (first, second, third) = (cache[0], cache[1], cache[2]);
        Assert.Same(first, cache[0]);
        Assert.Same(second, cache[1]);
        Assert.NotSame(third, cache[2]);
        Assert.Equal(2 * frame, cache.Used);
    }

    [Fact]
    public void A_sweep_has_every_frame_whole_and_in_order()
    {
        List<LabelledFrame> frames = [.. _set.Numbered(5)];
        frames.Add(new LabelledFrame("wide", _set.Picture("wide.png", 24), _set.Labels("wide_labels.png", 3, 1, 24)));
        var batches = Sweep.Over(new FrameCache(frames, TinySet.Ten("c3")), 2).ToArray();
        Assert.Equal([(0, 2, 16), (2, 2, 16), (4, 1, 16), (5, 1, 24)], batches.Select(b => (b.Step, b.N, b.W)));
        Assert.Equal([0, 1, 2, 3, 4], batches.SelectMany(b => Enumerable.Range(0, b.N).Select(i => (int)b.Picture(i)[0])).Take(5));
        Assert.Equal([ClassTable.Void, 1], [batches[3].Labels[0], batches[3].Labels[23]]);
    }

    private static byte[][] Steps(IReadOnlyList<LabelledFrame> frames, int seed, int first, int count, int threads)
    {
        using var loader = new Loader(frames, TinySet.Ten(), s_augment, 3, seed, first, threads);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var batch = loader.Next();
            return (byte[])[.. batch.Pictures, .. batch.Labels];
        })];
    }
}
