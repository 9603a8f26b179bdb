namespace Prometheus;

/// <summary>A metric and its series, one for each set of label values.</summary>
public abstract class Collector<TChild> : Collector, ICollector<TChild>
    where TChild : ChildBase
{
    readonly Lock _gate = new();
    readonly Dictionary<string[], TChild> _children = new(LabelValuesComparer.Instance);
    readonly List<TChild> _inOrder = [];
    readonly bool _suppressInitialValue;
    volatile TChild? _unlabelled;

    private protected Collector(string name, string help, string[] labelNames, bool suppressInitialValue)
        : base(name, help, labelNames) => _suppressInitialValue = suppressInitialValue;

    /// <summary>The series without labels; it comes into being when it is first asked for.</summary>
    protected internal TChild Unlabelled => _unlabelled ?? GetOrAdd([]);

    TChild ICollector<TChild>.Unlabelled => Unlabelled;

    public TChild WithLabels(params string[] labelValues)
    {
        ArgumentNullException.ThrowIfNull(labelValues);
        Labels.CheckValues(LabelNames, labelValues);
        return GetOrAdd(labelValues);
    }

    public void RemoveLabelled(params string[] labelValues)
    {
        ArgumentNullException.ThrowIfNull(labelValues);
        Labels.CheckValues(LabelNames, labelValues);
        Remove(labelValues);
    }

    public IEnumerable<string[]> GetAllLabelValues()
    {
        foreach (var child in Snapshot())
            if (child.LabelValues.Length > 0)
                yield return [.. child.LabelValues];
    }

    internal override void Write(ExpositionWriter to)
    {
        // A metric without label names has its series even if nobody has touched it yet, or it was removed.
        if (LabelNames.Length == 0)
            _ = Unlabelled;

        foreach (var child in Snapshot())
            if (child.IsPublished)
                child.Write(to);
    }

    internal override void Remove(string[] labelValues)
    {
        lock (_gate)
        {
            if (_children.Remove(labelValues, out var child))
                _inOrder.Remove(child);
            if (labelValues.Length == 0)
                _unlabelled = null;
        }
    }

    private protected abstract TChild NewChild(string[] labelValues, bool publish);

    TChild GetOrAdd(string[] labelValues)
    {
        lock (_gate)
        {
            if (_children.TryGetValue(labelValues, out var known))
                return known;

            var child = NewChild([.. labelValues], !_suppressInitialValue);
            _children.Add(child.LabelValues, child);
            _inOrder.Add(child);
            if (labelValues.Length == 0)
                _unlabelled = child;
            return child;
        }
    }

    TChild[] Snapshot()
    {
        lock (_gate)
            return [.. _inOrder];
    }
}
