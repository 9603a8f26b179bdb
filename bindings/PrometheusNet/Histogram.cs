namespace Prometheus;

/// <summary>A metric that counts observations by size; the metric itself acts on its unlabelled series.</summary>
public sealed class Histogram : Collector<Histogram.Child>, IHistogram
{
    readonly HistogramBuckets _buckets;

    internal Histogram(string name, string help, string[] labelNames, bool suppressInitialValue, double[]? buckets)
        : base(name, help, labelNames, suppressInitialValue)
    {
        if (labelNames.Contains(HistogramBuckets.LabelName, StringComparer.Ordinal))
            throw new ArgumentException("'le' is a reserved label name", nameof(labelNames));

        _buckets = new HistogramBuckets(buckets);
    }

    public double Sum => Unlabelled.Sum;

    public long Count => Unlabelled.Count;

    internal override string TypeName => "histogram";

    /// <summary>Bounds that grow by a factor.</summary>
    public static double[] ExponentialBuckets(double start, double factor, int count) =>
        HistogramBuckets.Exponential(start, factor, count);

    /// <summary>Bounds that grow by a width.</summary>
    public static double[] LinearBuckets(double start, double width, int count) =>
        HistogramBuckets.Linear(start, width, count);

    public void Observe(double val) => Unlabelled.Observe(val);

    public void Observe(double val, long count) => Unlabelled.Observe(val, count);

    public void Publish() => Unlabelled.Publish();

    public void Unpublish() => Unlabelled.Unpublish();

    private protected override Child NewChild(string[] labelValues, bool publish) =>
        new(this, _buckets, labelValues, publish);

    /// <summary>One series of a histogram.</summary>
    public sealed class Child : ChildBase, IHistogram
    {
        readonly HistogramBuckets _buckets;
        readonly long[] _counts;
        AtomicDouble _sum;

        internal Child(Collector parent, HistogramBuckets buckets, string[] labelValues, bool publish)
            : base(parent, labelValues, publish)
        {
            _buckets = buckets;
            _counts = new long[buckets.Count];
        }

        public double Sum => _sum.Value;

        public long Count
        {
            get
            {
                var total = 0L;
                for (var i = 0; i < _counts.Length; i++)
                    total += Volatile.Read(ref _counts[i]);
                return total;
            }
        }

        public void Observe(double val) => Observe(val, 1);

        public void Observe(double val, long count)
        {
            if (double.IsNaN(val))
                return;

            Interlocked.Add(ref _counts[_buckets.IndexOf(val)], count);
            _sum.Add(val * count);
            Publish();
        }

        internal override void Write(ExpositionWriter to)
        {
            // One reading of the counts serves the total and the buckets, so the two always agree.
            var cumulative = new long[_counts.Length];
            var total = 0L;
            for (var i = 0; i < cumulative.Length; i++)
                cumulative[i] = total += Volatile.Read(ref _counts[i]);

            to.Sample(Name, "_sum", LabelText, Sum);
            to.Sample(Name, "_count", LabelText, bound: null, total);
            for (var i = 0; i < cumulative.Length; i++)
                to.Sample(Name, "_bucket", LabelText, _buckets.Texts[i], cumulative[i]);
        }
    }
}
