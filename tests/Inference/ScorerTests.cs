using System.Threading.Channels;
using DiCNet.Inference;
using OpenCvSharp;
using Prometheus;
using Xunit;

namespace DiCNet.Tests.Inference;

public sealed class ScorerTests
{
    private const int Pictures = 40;

    [Fact]
    public async Task Runs_side_by_side_give_every_batch_the_scores_of_its_own_picture_in_the_order_they_came()
    {
        var alone = await SumsAsync(runs: 1);
        Assert.Equal(Pictures, alone.Distinct().Count());
        Assert.Equal(alone, await SumsAsync(runs: 3));
    }

    private static DicnetModel Load(int runs)
    {
        var options = new InferenceOptions { Concurrency = runs, Threads = 1 };
        return DicnetModel.Load(ModelBundle.Open(Repository.Path("models", "stub"), options), options);
    }

    /// <summary>What the scores of each picture add up to, in the order they come out.</summary>
    private static async Task<List<float>> SumsAsync(int runs)
    {
        var metrics = new PipelineMetrics(Metrics.NewCustomRegistry());
        using var model = Load(runs);
        using var slot = new ModelSlot(model, live: false);
        using var frames = new Pool<Frame>(Pictures, () => new Frame());
        var (batches, scored) = (Channel.CreateBounded<FrameBatch>(Pictures), Channel.CreateBounded<RunningBatch>(Pictures));
        var stage = new Scorer(metrics).RunAsync(batches.Reader, scored.Writer);
        var feed = batches.Writer.Completing(async () =>
        {
            for (var i = 0; i < Pictures; i++)
            {
                batches.Writer.HandOver(await FilledAsync(slot, frames, i));
            }
        });

        var sums = new List<float>();
        await foreach (var running in scored.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            await using (running)
            {
                await running.Scoring;
                sums.Add(running.Batch.Score(0).ToArray().Sum());
            }
        }

        await feed;
        await stage;
        Assert.Equal(Pictures, metrics.StageSeconds("inference").Count);
        return sums;
    }

    private static async Task<FrameBatch> FilledAsync(ModelSlot slot, Pool<Frame> frames, int seed)
    {
        var batch = await slot.RentAsync();
        frames.TryRent(out var frame);
        var input = batch.Model.Bundle.Card.Input;
        frame!.Pixels.Create(input.Height, input.Width, MatType.CV_8UC3);
        new Random(seed).NextBytes(frame.Pixels.AsSpan<byte>());
        batch.Take(frame);
        return batch;
    }
}
