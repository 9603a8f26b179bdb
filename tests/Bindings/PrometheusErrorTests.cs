using Prometheus;
using Xunit;

namespace DiCNet.Tests.Bindings;

public class PrometheusErrorTests
{
    readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    readonly MetricFactory _factory;

    public PrometheusErrorTests() => _factory = Metrics.WithCustomRegistry(_registry);

    [Fact]
    public void One_name_cannot_have_two_metric_types()
    {
        _factory.CreateCounter("m", "help");

        var e = Assert.Throws<InvalidOperationException>(() => _factory.CreateGauge("m", "help", "label"));
        Assert.Equal("Collector of a different type with the same name is already registered.", e.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1m")]
    [InlineData("a-b")]
    [InlineData("a:b")]
    [InlineData("é")]
    public void A_bad_metric_name_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => _factory.CreateCounter(name, "help"));

    [Theory]
    [InlineData("")]
    [InlineData("1l")]
    [InlineData("a-b")]
    [InlineData("a:b")]
    [InlineData("__a")]
    public void A_bad_label_name_is_refused(string label) =>
        Assert.Throws<ArgumentException>(() => _factory.CreateGauge("m", "help", label));

    [Fact]
    public void A_label_name_given_twice_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => _factory.CreateGauge("m", "help", "a", "b", "a"));

    [Fact]
    public void The_label_le_is_reserved_on_a_histogram_only()
    {
        var e = Assert.Throws<ArgumentException>(() => _factory.CreateHistogram("h", "help", "le"));
        Assert.StartsWith("'le' is a reserved label name", e.Message, StringComparison.Ordinal);
        Assert.Equal(["le"], _factory.CreateGauge("g", "help", "le").LabelNames);
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new double[] { 1, 1 })]
    [InlineData(new double[] { 2, 1 })]
    public void Empty_or_unordered_buckets_are_refused(double[] buckets) =>
        Assert.Throws<ArgumentException>(() =>
            _factory.CreateHistogram("h", "help", new HistogramConfiguration { Buckets = buckets }));

    [Fact]
    public async Task A_refused_metric_leaves_nothing_behind()
    {
        Assert.Throws<ArgumentException>(() => _factory.CreateHistogram("h", "help", "le"));

        Assert.Empty(await PrometheusText.BytesOf(_registry));
        _factory.CreateCounter("h", "help");
    }

    [Fact]
    public void The_wrong_number_of_label_values_is_refused()
    {
        var gauge = _factory.CreateGauge("g", "help", "a", "b");

        Assert.Throws<ArgumentException>(() => gauge.WithLabels("1"));
        Assert.Throws<ArgumentException>(() => gauge.WithLabels());
        Assert.Throws<ArgumentException>(() => gauge.WithLabels("1", "2", "3"));
        Assert.Throws<ArgumentException>(() => gauge.RemoveLabelled("1"));
    }

    [Fact]
    public void A_null_label_value_is_refused()
    {
        var gauge = _factory.CreateGauge("g", "help", "a", "b");

        Assert.Throws<NotSupportedException>(() => gauge.WithLabels("1", null!));
    }

    [Fact]
    public void A_counter_cannot_decrease_but_takes_a_NaN()
    {
        var counter = _factory.CreateCounter("c", "help");

        var e = Assert.Throws<ArgumentOutOfRangeException>(() => counter.Inc(-1));
        Assert.Equal("increment", e.ParamName);
        Assert.Equal(0, counter.Value);
        counter.Inc(double.NaN);
        Assert.Equal(double.NaN, counter.Value);
        counter.Inc();
        Assert.Equal(double.NaN, counter.Value);
    }

    [Theory]
    [InlineData(1, 2, 0)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 1, 1)]
    public void Exponential_buckets_refuse_bad_arguments(double start, double factor, int count) =>
        Assert.Throws<ArgumentException>(() => Histogram.ExponentialBuckets(start, factor, count));

    [Fact]
    public void Linear_buckets_refuse_a_count_below_one() =>
        Assert.Throws<ArgumentException>(() => Histogram.LinearBuckets(1, 1, 0));

    [Fact]
    public void Label_names_given_twice_over_are_taken_from_the_argument()
    {
        var equal = new CounterConfiguration { LabelNames = ["a"] };
        var other = new CounterConfiguration { LabelNames = ["b"] };

        Assert.Equal(["a"], _factory.CreateCounter("c1", "help", ["a"], equal).LabelNames);
        Assert.Equal(["a"], _factory.CreateCounter("c2", "help", ["a"], other).LabelNames);
        Assert.Equal(["b"], _factory.CreateCounter("c3", "help", other).LabelNames);
    }
}
