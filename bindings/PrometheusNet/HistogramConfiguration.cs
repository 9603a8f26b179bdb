namespace Prometheus;

/// <summary>Options of a histogram.</summary>
public sealed class HistogramConfiguration : MetricConfiguration
{
    /// <summary>Inclusive upper bounds in increasing order; +Inf is added when missing.</summary>
    public double[]? Buckets { get; set; }
}
