namespace Prometheus;

/// <summary>The collectors that share a name and a type, under one header.</summary>
sealed class CollectorFamily
{
    // Replaced as a whole by Add, which the registry calls under its lock, so Write needs none.
    volatile Collector[] _collectors;

    internal CollectorFamily(Collector first)
    {
        CollectorType = first.GetType();
        _collectors = [first];
    }

    internal Type CollectorType { get; }

    internal Collector? Find(string[] labelNames) =>
        Array.Find(_collectors, c => c.LabelNames.AsSpan().SequenceEqual(labelNames));

    internal void Add(Collector collector) => _collectors = [.. _collectors, collector];

    internal void Write(ExpositionWriter to)
    {
        var collectors = _collectors;
        to.Header(collectors[0].Name, collectors[0].Help, collectors[0].TypeName);
        foreach (var collector in collectors)
            collector.Write(to);
    }
}
