namespace Prometheus;

/// <summary>One series of a metric: its label values, and whether it shows.</summary>
public abstract class ChildBase : ICollectorChild, IDisposable
{
    readonly Collector _parent;
    volatile bool _published;

    private protected ChildBase(Collector parent, string[] labelValues, bool publish)
    {
        _parent = parent;
        _published = publish;
        LabelValues = labelValues;
        LabelText = Labels.Format(parent.LabelNames, labelValues);
    }

    internal string[] LabelValues { get; }

    internal bool IsPublished => _published;

    private protected string Name => _parent.Name;

    private protected string LabelText { get; }

    /// <summary>Shows the series, whether or not it has been updated.</summary>
    public void Publish()
    {
        // Updates publish each time: a read that finds the flag set leaves the cache line shared.
        if (!_published)
            _published = true;
    }

    /// <summary>Hides the series until its next update or a call of Publish.</summary>
    public void Unpublish() => _published = false;

    /// <summary>Takes the series out of its metric; updates of this object show no more.</summary>
    public void Remove() => _parent.Remove(LabelValues);

    public void Dispose()
    {
        Remove();
        GC.SuppressFinalize(this);
    }

    internal abstract void Write(ExpositionWriter to);
}
