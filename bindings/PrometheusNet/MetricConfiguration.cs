namespace Prometheus;

/// <summary>What all metric types can be told when they are created.</summary>
public abstract class MetricConfiguration
{
    /// <summary>Used only where the names are not given as an argument.</summary>
    public string[]? LabelNames { get; set; }

    /// <summary>Hides a series until its first update or a call of Publish.</summary>
    public bool SuppressInitialValue { get; set; }
}
