namespace Prometheus;

/// <summary>A metric with its name, help and label names.</summary>
public interface ICollector
{
    string Name { get; }
    string Help { get; }
    string[] LabelNames { get; }
    IEnumerable<string[]> GetAllLabelValues();
    void RemoveLabelled(params string[] labelValues);
}

/// <summary>A metric whose series have a known type.</summary>
public interface ICollector<out TChild> : ICollector
    where TChild : ICollectorChild
{
    TChild Unlabelled { get; }
    TChild WithLabels(params string[] labelValues);
}
