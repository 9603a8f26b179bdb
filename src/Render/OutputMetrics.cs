using Prometheus;

namespace DiCNet.Render;

/// <summary>The instruments of all outputs, built once from a given registry.</summary>
public sealed class OutputMetrics
{
    /// <summary>Makes the instruments.</summary>
    public OutputMetrics(CollectorRegistry registry)
    {
        var make = Metrics.WithCustomRegistry(registry);
        Writes = make.CreateCounter("dicnet_sink_writes_total", "Pictures or messages for an output.", "source", "sink", "result");
        Viewers = make.CreateGauge("dicnet_viewers", "Viewers of a stream.", "source");
        Encodes = make.CreateCounter("dicnet_encodes_total", "Pictures encoded for viewers.", "source", "view");
        Age = make.CreateHistogram("dicnet_sink_age_seconds", "From capture to written out.", ["sink"], new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(0.005, 2, 12) });
    }

    internal Counter Writes { get; }

    internal Gauge Viewers { get; }

    internal Counter Encodes { get; }

    internal Histogram Age { get; }
}
