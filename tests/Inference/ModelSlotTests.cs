using DiCNet.Inference;
using DiCNet.Render;
using DiCNet.App;
using Prometheus;
using Xunit;

namespace DiCNet.Tests.Inference;

public sealed class ModelSlotTests
{
    private static readonly InferenceOptions s_options = new() { Threads = 1, Concurrency = 1, Precision = ModelPrecision.Float32 };

    [Fact]
    public async Task A_model_swapped_out_is_given_back_only_when_its_last_batch_is_home()
    {
        using var first = Load();
        using var second = Load();
        using var slot = new ModelSlot(first, live: false);
        var batch = await slot.RentAsync();
        var swap = slot.SwapAsync(second);

        Assert.Same(second, slot.Model);
        Assert.False(swap.IsCompleted);
        Assert.Same(first, batch.Model);

        batch.Dispose();
        Assert.Same(first, await swap);
        using var next = await slot.RentAsync();
        Assert.Same(second, next.Model);
    }

    [Fact]
    public async Task Whoever_waits_for_a_batch_during_a_swap_gets_one_of_the_new_model()
    {
        using var first = Load();
        using var second = Load();
        using var slot = new ModelSlot(first, live: false);
        var away = new List<FrameBatch>();
        for (var i = 0; i < first.BatchesInFlight; i++)
        {
            away.Add(await slot.RentAsync());
        }

        var swap = slot.SwapAsync(second);
        using var waiting = await slot.RentAsync();
        Assert.Same(second, waiting.Model);
        away.ForEach(b => b.Dispose());
        await swap;
    }

    [Fact]
    public async Task Swaps_under_load_lose_no_frame_and_events_say_which_model_saw_them()
    {
        var metrics = new PipelineMetrics(Metrics.NewCustomRegistry());
        var queue = new FrameQueue();
        var (models, stream) = (new List<DicnetModel> { Load() }, metrics.Of(new StreamId("cam")));
        using var slot = new ModelSlot(models[0], live: true);
        using var maps = new Pool<ScoreMap>(5, () => new ScoreMap());
        using var frames = new Pool<Frame>(12, () => new Frame());
        using var detector = new Detector(new EventOptions(), maps, metrics, TimeProvider.System);
        using var overlay = new Overlay(new RenderOptions());
        var serving = Pipeline.ServeAsync(queue, slot, detector, maps, [], overlay, metrics);

        var lane = queue.Join(newestOnly: false);
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
            {
                var frame = await frames.RentAsync(TestContext.Current.CancellationToken);
                frame.Pixels.Create(90, 120, OpenCvSharp.MatType.CV_8UC3);
                frame.Pixels.AsSpan<byte>().Fill((byte)(i * 4));
                frame.Identify(stream, i, TimeSpan.FromSeconds(i / 10.0), TimeProvider.System.GetTimestamp());
                lane.HandOver(frame);
            }
        }, TestContext.Current.CancellationToken);
        for (var i = 0; i < 3; i++)
        {
            models.Add(Load());
            Assert.Same(models[^2], await slot.SwapAsync(models[^1]));
        }

        await sending;
        lane.TryComplete();
        queue.Complete();
        await serving;
        models.ForEach(m => m.Dispose());

        Assert.Equal(60, stream.Counts().Scored);
        Assert.True(stream.Counts().Conserved);
        Assert.Equal(0, frames.Lent + maps.Lent + slot.Lent);
    }

    [Fact]
    public async Task A_threshold_given_to_a_model_at_work_changes_the_next_verdict()
    {
        var metrics = new PipelineMetrics(Metrics.NewCustomRegistry());
        using var model = Load();
        using var slot = new ModelSlot(model, live: true);
        using var maps = new Pool<ScoreMap>(2, () => new ScoreMap());
        using var frames = new Pool<Frame>(2, () => new Frame());
        using var detector = new Detector(new EventOptions(), maps, metrics, TimeProvider.System);
        var file = Path.GetTempFileName();
        File.WriteAllText(file, $"format: 1\nbundle: {model.Bundle.Digest}\nalarm_level: 1000\n");
        var peaks = new List<float>();
        using var overlay = new Overlay(new RenderOptions());
        for (var run = 0; run < 2; run++)
        {
            var queue = new FrameQueue();
            var lane = queue.Join(newestOnly: false);
            frames.TryRent(out var frame);
            frame!.Pixels.Create(360, 480, OpenCvSharp.MatType.CV_8UC3);
            new Random(5).NextBytes(frame.Pixels.AsSpan<byte>());
            frame.Identify(metrics.Of(new StreamId("cam")), run, TimeSpan.FromSeconds(run), TimeProvider.System.GetTimestamp());
            lane.HandOver(frame);
            queue.Complete();
            await Pipeline.ServeAsync(queue, slot, detector, maps, [new DiCNet.Tests.App.Replays.Look(v => peaks.Add(v.Summary.Peak))], overlay, metrics);
            model.Threshold = Threshold.Read(file, model.Bundle);
        }

        File.Delete(file);
        Assert.True(peaks[1] < peaks[0] / 10, $"{peaks[0]} and {peaks[1]}");
    }

    private static DicnetModel Load() => DicnetModel.Load(ModelBundle.Open(ShippedBundle.Folder), s_options);
}
