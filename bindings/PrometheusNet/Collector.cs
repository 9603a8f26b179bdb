namespace Prometheus;

/// <summary>A metric: what is common to all types and all label values.</summary>
public abstract class Collector
{
    private protected Collector(string name, string help, string[] labelNames)
    {
        Labels.CheckMetricName(name);
        Labels.CheckNames(labelNames);
        Name = name;
        Help = help ?? "";
        LabelNames = [.. labelNames];
    }

    public string Name { get; }

    public string Help { get; }

    public string[] LabelNames { get; }

    internal abstract string TypeName { get; }

    internal abstract void Write(ExpositionWriter to);

    internal abstract void Remove(string[] labelValues);
}
