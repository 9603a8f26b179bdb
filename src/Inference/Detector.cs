using System.Diagnostics;
using System.Threading.Channels;
using Prometheus;

namespace DiCNet.Inference;

/// <summary>Stage: scored batches to verdicts. Calibrates, finds regions and follows events, stream by stream.</summary>
/// <param name="model">Digest of the model that scores: events state it.</param>
/// <param name="threshold">Says how each stream is calibrated.</param>
/// <param name="options">When scores become events.</param>
/// <param name="maps">As many score maps as there are frames, so that none has to be waited for.</param>
/// <param name="metrics">Counts what was scored.</param>
/// <param name="clock">Tells how old frames are.</param>
public sealed class Detector(
    string model, Threshold threshold, EventOptions options, Pool<ScoreMap> maps, PipelineMetrics metrics, TimeProvider clock) : IDisposable
{
    private readonly Regions _regions = new(options.LowLevel, options.MinArea);
    private readonly Dictionary<StreamId, Follower> _followers = [];
    private readonly Histogram.Child _detectSeconds = metrics.StageSeconds("detect");

    /// <summary>Judges batches until none comes any more.</summary>
    public Task RunAsync(ChannelReader<RunningBatch> batches, ChannelWriter<Verdict> verdicts) => verdicts.Completing(async () =>
    {
        while (await batches.WaitToReadAsync())
        {
            while (batches.TryRead(out var running))
            {
                await using (running)
                {
                    await running.Scoring;
                    Judge(running.Batch, verdicts);
                }
            }
        }
    });

    /// <summary>Ends every event of every stream; to be called when <see cref="RunAsync"/> has ended.</summary>
    public IReadOnlyList<AnomalyEvent> EndEvents() => [.. _followers.Values.SelectMany(f => f.Tracker.End(f.Metrics.Lost))];

    /// <summary>Frees the working memory.</summary>
    public void Dispose() => _regions.Dispose();

    private void Judge(FrameBatch batch, ChannelWriter<Verdict> verdicts)
    {
        var started = clock.GetTimestamp();
        for (var i = 0; i < batch.Count; i++)
        {
            if (!maps.TryRent(out var map))
            {
                throw new UnreachableException("there are as many score maps as frames");
            }

            batch.Score(i).CopyTo(map.Raw);
            batch.Eq7(i).CopyTo(map.Eq7);
            verdicts.HandOver(Judge(batch.Release(i), map));
        }

        _detectSeconds.Observe(clock.GetElapsedTime(started).TotalSeconds);
    }

    private Verdict Judge(Frame frame, ScoreMap map)
    {
        var follower = Follow(frame.Stream);
        follower.Calibration.Apply(map.Raw, map.Calibrated);
        var summary = Summarize(map.Calibrated);
        var regions = _regions.Find(map);
        var (width, height) = (frame.Pixels.Width, frame.Pixels.Height);
        for (var i = 0; i < regions.Length; i++)
        {
            regions[i] = regions[i] with { Box = regions[i].Box.Scale(map.Width, map.Height, width, height) };
        }

        var news = follower.Tracker.Update(frame.MediaTime, regions, follower.Metrics.Lost);
        var started = news.Count == 0 ? 0 : news.Count(e => e.Phase == EventPhase.Started);
        frame.CountScored(summary, clock.GetElapsedTime(frame.CapturedAt), started);
        return new Verdict(frame, map, summary, regions, follower.Tracker.Active, news);
    }

    private Follower Follow(StreamId stream)
    {
        if (!_followers.TryGetValue(stream, out var follower))
        {
            var tracker = new EventTracker(stream, options, model, threshold.Digest);
            _followers[stream] = follower = new Follower(threshold.For(stream), tracker, metrics.Of(stream));
        }

        return follower;
    }

    private static ScoreSummary Summarize(ReadOnlySpan<float> calibrated)
    {
        var (peak, sum, alarmed) = (float.NegativeInfinity, 0.0, 0);
        foreach (var score in calibrated)
        {
            peak = Math.Max(peak, score);
            sum += score;
            alarmed += score >= 1 ? 1 : 0;
        }

        return new ScoreSummary(peak, (float)(sum / calibrated.Length), (double)alarmed / calibrated.Length);
    }

    private sealed record Follower(Calibration Calibration, EventTracker Tracker, StreamMetrics Metrics);
}
