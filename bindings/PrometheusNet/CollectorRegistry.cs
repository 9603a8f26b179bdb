using System.Diagnostics;

namespace Prometheus;

/// <summary>Holds metrics and writes them as text.</summary>
public sealed class CollectorRegistry : ICollectorRegistry
{
    readonly Lock _gate = new();
    readonly OrderedDictionary<string, CollectorFamily> _families = new(StringComparer.Ordinal);
    readonly List<Action> _beforeCollect = [];

    internal CollectorRegistry()
    {
    }

    public void AddBeforeCollectCallback(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        lock (_gate)
            _beforeCollect.Add(callback);
    }

    /// <summary>Writes all families in the text format and leaves the stream open.</summary>
    public async Task CollectAndExportAsTextAsync(Stream to, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(to);
        RunCallbacks();

        CollectorFamily[] families;
        lock (_gate)
            families = [.. _families.Values];

        var text = new ExpositionWriter();
        foreach (var family in families)
            family.Write(text);

        await to.WriteAsync(text.Written, cancel);
        await to.FlushAsync(cancel);
    }

    /// <summary>The collector of that name and those labels: the first one created stays.</summary>
    internal TCollector GetOrAdd<TCollector>(string name, string[] labelNames, Func<TCollector> create)
        where TCollector : Collector
    {
        lock (_gate)
        {
            if (!_families.TryGetValue(name, out var family))
            {
                // Only a collector that could be made leaves a family behind.
                var first = create();
                _families.Add(name, new CollectorFamily(first));
                return first;
            }

            if (family.CollectorType != typeof(TCollector))
                throw new InvalidOperationException(
                    "Collector of a different type with the same name is already registered.");

            if (family.Find(labelNames) is { } known)
                return (TCollector)known;

            var collector = create();
            family.Add(collector);
            return collector;
        }
    }

    // A callback that fails is only traced: the export goes on with the values there are.
    void RunCallbacks()
    {
        Action[] callbacks;
        lock (_gate)
            callbacks = [.. _beforeCollect];

        foreach (var callback in callbacks)
        {
            try
            {
                callback();
            }
            catch (Exception e)
            {
                Trace.WriteLine($"Metrics before-collect callback failed: {e}");
            }
        }
    }
}
