using Prometheus;

namespace DiCNet;

/// <summary>Every instrument of a pipeline, built once from a given registry; nothing static, so two pipelines never add up.</summary>
public sealed class PipelineMetrics
{
    private readonly Dictionary<StreamId, StreamMetrics> _streams = [];
    private readonly Lock _gate = new();

    /// <summary>Makes the instruments.</summary>
    public PipelineMetrics(CollectorRegistry registry)
    {
        var make = Metrics.WithCustomRegistry(registry);
        Received = make.CreateCounter("dicnet_frames_received_total", "Frames that the source gave.", "source");
        Scored = make.CreateCounter("dicnet_frames_scored_total", "Frames that came out with a verdict.", "source");
        Dropped = make.CreateCounter("dicnet_frames_dropped_total", "Frames left out on purpose.", "source", "stage", "reason");
        Failed = make.CreateCounter("dicnet_frames_failed_total", "Frames that could not be scored.", "source", "reason");
        RepairedPts = make.CreateCounter("dicnet_pts_repaired_total", "PTS that ran backwards or stood still and were replaced.", "source");
        Events = make.CreateCounter("dicnet_events_total", "Events that started.", "source");
        Peak = make.CreateHistogram("dicnet_anomaly_score", "Peak calibrated score per frame; 1 is the alarm level.", ["source"],
            new HistogramConfiguration { Buckets = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3] });
        Area = make.CreateHistogram("dicnet_anomalous_area_ratio", "Alarmed fraction of the frame.", ["source"],
            new HistogramConfiguration { Buckets = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1] });
        Age = make.CreateHistogram("dicnet_frame_age_seconds", "From decoding to the verdict.", ["source"],
            new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(0.005, 2, 12) });
        SourceState = make.CreateGauge("dicnet_source_state", "1 for the state that the live source is in.", "source", "state");
        SourceQuality = make.CreateGauge("dicnet_source_quality", "1 for what the pictures of the live source are like.", "source", "quality");
        Reconnects = make.CreateCounter("dicnet_source_reconnects_total", "Times that the live source was opened again.", "source");
        LastFrame = make.CreateGauge("dicnet_source_last_frame_timestamp_seconds", "When the last frame came, Unix time.", "source");
        ClockDrift = make.CreateGauge("dicnet_source_clock_drift_seconds", "How far the media clock is ahead of the wall clock since the connection began.", "source");
        Stage = make.CreateHistogram("dicnet_stage_duration_seconds", "Work of a stage on one frame, or on one batch for inference.", ["stage"],
            new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(0.0005, 2, 14) });
        BatchSize = make.CreateHistogram("dicnet_batch_size", "Frames per batch.", new HistogramConfiguration { Buckets = [1, 2, 4, 8, 16, 32] });
    }

    /// <summary>Frames per batch.</summary>
    public Histogram BatchSize { get; }

    internal Counter Received { get; }

    internal Counter Scored { get; }

    internal Counter Dropped { get; }

    internal Counter Failed { get; }

    internal Counter RepairedPts { get; }

    internal Counter Events { get; }

    internal Gauge SourceState { get; }

    internal Gauge SourceQuality { get; }

    internal Counter Reconnects { get; }

    internal Gauge LastFrame { get; }

    internal Gauge ClockDrift { get; }

    internal Histogram Peak { get; }

    internal Histogram Area { get; }

    internal Histogram Age { get; }

    private Histogram Stage { get; }

    /// <summary>Duration of a stage in seconds; keep the result, it is one per stage.</summary>
    public Histogram.Child StageSeconds(string stage) => Stage.WithLabels(stage);

    /// <summary>The instruments of a stream; the same object for the same stream. Any number of threads.</summary>
    public StreamMetrics Of(StreamId stream)
    {
        lock (_gate)
        {
            return _streams.TryGetValue(stream, out var metrics) ? metrics : _streams[stream] = new StreamMetrics(this, stream);
        }
    }
}
