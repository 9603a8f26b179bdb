namespace Prometheus;

/// <summary>A series, or a metric standing for its unlabelled series.</summary>
public interface ICollectorChild
{
}
