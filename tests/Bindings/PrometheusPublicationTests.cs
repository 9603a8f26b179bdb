using Prometheus;
using Xunit;

namespace DiCNet.Tests.Bindings;

public class PrometheusPublicationTests
{
    const string Header = "# HELP g help\n# TYPE g gauge\n";

    readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    readonly MetricFactory _factory;

    public PrometheusPublicationTests() => _factory = Metrics.WithCustomRegistry(_registry);

    [Fact]
    public async Task An_unlabelled_metric_shows_its_initial_zero()
    {
        _factory.CreateGauge("g", "help");

        Assert.Equal(Header + "g 0\n", await PrometheusText.Of(_registry));
    }

    [Fact]
    public async Task A_labelled_metric_has_no_series_until_it_is_given_label_values()
    {
        var gauge = _factory.CreateGauge("g", "help", "cam");
        Assert.Equal(Header, await PrometheusText.Of(_registry));

        gauge.WithLabels("1");
        Assert.Equal(Header + "g{cam=\"1\"} 0\n", await PrometheusText.Of(_registry));
    }

    [Fact]
    public async Task A_labelled_metric_used_without_labels_gets_an_unlabelled_series()
    {
        var gauge = _factory.CreateGauge("g", "help", "cam");
        gauge.Set(1);

        Assert.Equal(Header + "g 1\n", await PrometheusText.Of(_registry));
        Assert.Empty(gauge.GetAllLabelValues());
    }

    [Fact]
    public async Task A_suppressed_series_shows_after_its_first_update_even_by_nothing()
    {
        var gauge = _factory.CreateGauge("g", "help", new GaugeConfiguration { SuppressInitialValue = true });
        Assert.Equal(Header, await PrometheusText.Of(_registry));

        gauge.Inc(0);
        Assert.Equal(Header + "g 0\n", await PrometheusText.Of(_registry));
    }

    [Fact]
    public async Task A_suppressed_series_shows_after_Publish()
    {
        var configuration = new GaugeConfiguration { SuppressInitialValue = true, LabelNames = ["cam"] };
        var child = _factory.CreateGauge("g", "help", configuration).WithLabels("1");
        Assert.Equal(Header, await PrometheusText.Of(_registry));

        child.Publish();
        Assert.Equal(Header + "g{cam=\"1\"} 0\n", await PrometheusText.Of(_registry));
    }

    [Fact]
    public async Task Each_kind_of_update_shows_an_unpublished_series_again()
    {
        var gauge = _factory.CreateGauge("g", "help");
        Action[] updates =
        [
            () => gauge.Inc(0), () => gauge.Dec(0), () => gauge.Set(0), () => gauge.IncTo(0), () => gauge.DecTo(0),
        ];
        foreach (var update in updates)
        {
            gauge.Unpublish();
            Assert.Equal(Header, await PrometheusText.Of(_registry));
            update();
            Assert.StartsWith(Header + "g ", await PrometheusText.Of(_registry), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Observations_that_are_not_numbers_do_not_publish()
    {
        var histogram = _factory.CreateHistogram("h", "help");
        histogram.Unpublish();
        histogram.Observe(double.NaN);
        Assert.DoesNotContain("h_count", await PrometheusText.Of(_registry), StringComparison.Ordinal);

        histogram.Observe(1);
        Assert.Contains("h_count 1\n", await PrometheusText.Of(_registry), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removed_series_are_gone_and_start_again_from_zero()
    {
        var gauge = _factory.CreateGauge("g", "help", "cam");
        gauge.WithLabels("1").Set(1);
        gauge.WithLabels("2").Set(2);
        gauge.WithLabels("3").Set(3);
        gauge.RemoveLabelled("1");
        gauge.WithLabels("2").Remove();
        gauge.RemoveLabelled("never seen");

        Assert.Equal([["3"]], gauge.GetAllLabelValues());
        Assert.Equal(0, gauge.WithLabels("1").Value);
        Assert.Equal(Header + "g{cam=\"3\"} 3\ng{cam=\"1\"} 0\n", await PrometheusText.Of(_registry));
    }

    [Fact]
    public async Task A_removed_unlabelled_series_starts_again_from_zero()
    {
        var gauge = _factory.CreateGauge("g", "help");
        gauge.Set(5);
        gauge.RemoveLabelled();

        Assert.Equal(Header + "g 0\n", await PrometheusText.Of(_registry));
        gauge.Inc();
        Assert.Equal(Header + "g 1\n", await PrometheusText.Of(_registry));
    }

    [Fact]
    public void Creating_a_metric_again_gives_the_same_object()
    {
        var first = _factory.CreateGauge("g", "help", "a", "b");

        Assert.Same(first, _factory.CreateGauge("g", "other help", "a", "b"));
        Assert.NotSame(first, _factory.CreateGauge("g", "help", "b", "a"));
        Assert.Same(first.WithLabels("1", "2"), first.WithLabels(["1", "2"]));
        Assert.Equal("help", first.Help);
    }

    [Fact]
    public void IncTo_never_lowers_and_DecTo_never_raises()
    {
        var counter = _factory.CreateCounter("c", "help");
        counter.IncTo(3);
        counter.IncTo(2);
        var gauge = _factory.CreateGauge("g", "help");
        gauge.IncTo(3);
        gauge.IncTo(2);
        Assert.Equal(3, gauge.Value);
        gauge.DecTo(1);
        gauge.DecTo(2);
        gauge.Dec(0.5);

        Assert.Equal(3, counter.Value);
        Assert.Equal(0.5, gauge.Value);
    }
}
