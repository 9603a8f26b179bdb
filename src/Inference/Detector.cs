using System.Collections.Concurrent;
using System.Threading.Channels;
using Prometheus;

namespace DiCNet.Inference;

/// <summary>Stage: scored batches to verdicts. Calibrates, finds regions and follows events, stream by stream.</summary>
/// <param name="options">When scores become events.</param>
/// <param name="maps">Score maps for the verdicts that are under way; where none is at home, the stage waits.</param>
/// <param name="metrics">Counts what was scored.</param>
/// <param name="clock">Tells how old frames are.</param>
public sealed class Detector(EventOptions options, Pool<ScoreMap> maps, PipelineMetrics metrics, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<StreamId, Follower> _followers = [];
    private readonly ConcurrentDictionary<StreamId, ZoneMask> _zones = [];
    private readonly Histogram.Child _detectSeconds = metrics.StageSeconds("detect");
    private volatile EventOptions _options = options;
    private Regions _regions = new(options.LowLevel, options.MinArea);
    private EventOptions _regionsFor = options;

    /// <summary>When scores become events; may be replaced while it runs. Any number of threads.</summary>
    public EventOptions Options
    {
        get => _options;
        set => _options = value;
    }

    /// <summary>Whether events carry the wall clock. True for live streams.</summary>
    public bool Dated { get; init; }

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
                    await JudgeAsync(running.Batch, verdicts);
                }
            }
        }
    });

    /// <summary>The parts of a stream's picture that have a name or do not count; from its next frame on. Any number of threads.</summary>
    public void SetZones(StreamId stream, ZoneMask zones) => _zones[stream] = zones;

    /// <summary>Ends every event of every stream; to be called when <see cref="RunAsync"/> has ended.</summary>
    public IReadOnlyList<AnomalyEvent> EndEvents() => [.. _followers.Values.SelectMany(f => f.Tracker.End(f.Metrics.Lost))];

    /// <summary>Forgets a stream that gives no frame any more and ends its events. Not while a frame of it is under way.</summary>
    public IReadOnlyList<AnomalyEvent> Forget(StreamId stream)
    {
        _zones.TryRemove(stream, out _);
        return _followers.TryRemove(stream, out var follower) ? follower.Tracker.End(follower.Metrics.Lost) : [];
    }

    /// <summary>Frees the working memory.</summary>
    public void Dispose() => _regions.Dispose();

    private async ValueTask JudgeAsync(FrameBatch batch, ChannelWriter<Verdict> verdicts)
    {
        var busy = TimeSpan.Zero;
        for (var i = 0; i < batch.Count; i++)
        {
            var map = await maps.RentAsync(CancellationToken.None);
            var started = clock.GetTimestamp();
            verdicts.HandOver(Judge(batch, i, map));
            busy += clock.GetElapsedTime(started);
        }

        _detectSeconds.Observe(busy.TotalSeconds);
    }

    private Verdict Judge(FrameBatch batch, int i, ScoreMap map)
    {
        map.Shape(batch.Grid.Height, batch.Grid.Width);
        batch.Score(i).CopyTo(map.Raw);
        batch.Eq7(i).CopyTo(map.Eq7);
        var frame = batch.Release(i);

        var follower = Follow(frame.Stream, batch.Model);
        follower.Calibration.Apply(map.Raw, map.Calibrated);
        var zones = _zones.GetValueOrDefault(frame.Stream);
        follower.Silence(zones, map);
        var summary = Summarize(map.Calibrated);
        var (width, height) = (frame.Pixels.Width, frame.Pixels.Height);
        follower.Tracker.Zone = zones is null ? null : Names(zones, width, height);

        // A broken picture says nothing about the road.
        var regions = frame.Quality == FrameQuality.Good ? Find(map) : [];
        for (var r = 0; r < regions.Length; r++)
        {
            regions[r] = regions[r] with { Box = regions[r].Box.Scale(map.Width, map.Height, width, height) };
        }

        var news = follower.Tracker.Update(frame.MediaTime, regions, follower.Metrics.Lost);
        var started = news.Count == 0 ? 0 : news.Count(e => e.Phase == EventPhase.Started);
        frame.CountScored(summary, clock.GetElapsedTime(frame.CapturedAt), started);
        return new Verdict(frame, map, summary, regions, follower.Tracker.Active, news);
    }

    private static Func<PixelBox, string?> Names(ZoneMask zones, int width, int height) => box => zones.NameOf(box, width, height);

    private Region[] Find(ScoreMap map)
    {
        var wanted = _options;
        if (wanted != _regionsFor)
        {
            _regions.Dispose();
            (_regions, _regionsFor) = (new Regions(wanted.LowLevel, wanted.MinArea), wanted);
        }

        return _regions.Find(map);
    }

    private Follower Follow(StreamId stream, DicnetModel model)
    {
        var (threshold, wanted) = (model.Threshold, _options);
        if (!_followers.TryGetValue(stream, out var follower))
        {
            var tracker = new EventTracker(stream)
            {
                Options = wanted, Model = model.Bundle.Digest, Threshold = threshold.Digest, Clock = Dated ? clock : null,
            };
            _followers[stream] = follower = new Follower(tracker, metrics.Of(stream), threshold);
        }

        var tracked = follower.Tracker;
        tracked.Options = wanted;
        if (follower.Threshold != threshold)
        {
            (follower.Threshold, follower.Calibration) = (threshold, threshold.For(stream));
        }

        (tracked.Model, tracked.Threshold) = (model.Bundle.Digest, threshold.Digest);
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

    private sealed class Follower(EventTracker tracker, StreamMetrics metrics, Threshold threshold)
    {
        private (ZoneMask? Of, int Width, int Height, bool[]? Cells) _ignored;

        public EventTracker Tracker => tracker;

        public StreamMetrics Metrics => metrics;

        public Threshold Threshold { get; set; } = threshold;

        public Calibration Calibration { get; set; } = threshold.For(metrics.Stream);

        /// <summary>Makes ordinary what lies in a zone where nothing counts.</summary>
        public void Silence(ZoneMask? zones, ScoreMap map)
        {
            if (_ignored.Of != zones || _ignored.Width != map.Width || _ignored.Height != map.Height)
            {
                _ignored = (zones, map.Width, map.Height, zones?.Ignored(map.Width, map.Height));
            }

            if (_ignored.Cells is { } cells)
            {
                var scores = map.Calibrated;
                for (var i = 0; i < cells.Length; i++)
                {
                    scores[i] = cells[i] ? Math.Min(scores[i], 0) : scores[i];
                }
            }
        }
    }
}
