namespace Prometheus;

/// <summary>Options of a gauge.</summary>
public sealed class GaugeConfiguration : MetricConfiguration
{
}
