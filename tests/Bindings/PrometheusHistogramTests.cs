using Prometheus;
using Xunit;

namespace DiCNet.Tests.Bindings;

public class PrometheusHistogramTests
{
    readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    readonly MetricFactory _factory;

    public PrometheusHistogramTests() => _factory = Metrics.WithCustomRegistry(_registry);

    [Fact]
    public async Task Upper_bounds_belong_to_their_bucket()
    {
        var histogram = _factory.CreateHistogram("h", "help", new HistogramConfiguration { Buckets = [1, 2] });
        histogram.Observe(1);
        histogram.Observe(2);
        histogram.Observe(2.5);
        histogram.Observe(double.PositiveInfinity);
        histogram.Observe(-3);

        Assert.Equal(
            """
            # HELP h help
            # TYPE h histogram
            h_sum Infinity
            h_count 5
            h_bucket{le="1"} 2
            h_bucket{le="2"} 3
            h_bucket{le="+Inf"} 5

            """,
            await PrometheusText.Of(_registry));
    }

    [Fact]
    public async Task An_infinite_bucket_is_not_added_twice()
    {
        double[] buckets = [1, double.PositiveInfinity];
        _factory.CreateHistogram("h", "help", new HistogramConfiguration { Buckets = buckets }).Observe(7);

        Assert.EndsWith(
            "h_count 1\nh_bucket{le=\"1\"} 0\nh_bucket{le=\"+Inf\"} 1\n",
            await PrometheusText.Of(_registry), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_default_buckets_are_the_official_ones()
    {
        _factory.CreateHistogram("h", "help", "a").WithLabels("1");
        string[] bounds =
        [
            "0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25", "0.5", "0.75",
            "1", "2.5", "5", "7.5", "10", "+Inf",
        ];
        var expected = string.Concat(bounds.Select(b => $"h_bucket{{a=\"1\",le=\"{b}\"}} 0\n"));

        Assert.EndsWith(
            "h_count{a=\"1\"} 0\n" + expected, await PrometheusText.Of(_registry), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_buckets_stay()
    {
        _factory.CreateHistogram("h", "help", new HistogramConfiguration { Buckets = [1] });
        _factory.CreateHistogram("h", "help", new HistogramConfiguration { Buckets = [2] });

        Assert.DoesNotContain("le=\"2\"", await PrometheusText.Of(_registry), StringComparison.Ordinal);
    }

    [Fact]
    public void NaN_is_ignored_and_a_count_adds_many_observations()
    {
        var histogram = _factory.CreateHistogram("h", "help");
        histogram.Observe(double.NaN);
        histogram.Observe(0.5, 4);
        histogram.Observe(3);

        Assert.Equal(5, histogram.Count);
        Assert.Equal(5, histogram.Sum);
    }

    [Fact]
    public void Bucket_helpers_do_not_drift()
    {
        Assert.Equal([0.001, 0.002, 0.004, 0.008, 0.016, 0.032], Histogram.ExponentialBuckets(0.001, 2, 6));
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5], Histogram.LinearBuckets(0.1, 0.1, 5));
    }
}
