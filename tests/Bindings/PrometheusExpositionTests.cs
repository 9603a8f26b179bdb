using System.Text;
using Prometheus;
using Xunit;

namespace DiCNet.Tests.Bindings;

public class PrometheusExpositionTests
{
    static readonly string[] s_expected =
    [
        """# HELP z_total Z \ help""",
        """# TYPE z_total counter""",
        """z_total 3.5""",
        "# HELP a_gauge ",
        """# TYPE a_gauge gauge""",
        """a_gauge{cam="b\"ack\\sl\nash",zone="é"} Infinity""",
        """a_gauge{cam="c1",zone="z1"} NaN""",
        """a_gauge{cam="c0",zone="z0"} -Infinity""",
        """a_gauge{cam="c2",zone="z"} 1e+21""",
        """a_gauge{cam="c3",zone="z"} 1234567.125""",
        """a_gauge{cam="c4",zone="z"} 0.30000000000000004""",
        """a_gauge{cam="c5",zone=""} -0""",
        """a_gauge{cam="c6",zone="z"} 1e-07""",
        """a_gauge{cam="c7",zone="z"} 1e+20""",
        """a_gauge{cam="c8",zone="z"} 10000000000000000""",
        """# HELP lat_seconds Latency""",
        """# TYPE lat_seconds histogram""",
        """lat_seconds_sum{stage="infer"} 103.05""",
        """lat_seconds_count{stage="infer"} 3""",
        """lat_seconds_bucket{stage="infer",le="0.005"} 0""",
        """lat_seconds_bucket{stage="infer",le="0.1"} 1""",
        """lat_seconds_bucket{stage="infer",le="1"} 1""",
        """lat_seconds_bucket{stage="infer",le="10.5"} 2""",
        """lat_seconds_bucket{stage="infer",le="+Inf"} 3""",
        "",
    ];

    readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    readonly MetricFactory _factory;

    public PrometheusExpositionTests() => _factory = Metrics.WithCustomRegistry(_registry);

    [Fact]
    public async Task The_official_sample_comes_out_byte_for_byte()
    {
        _factory.CreateCounter("z_total", """Z \ help""").Inc(3.5);
        var gauge = _factory.CreateGauge("a_gauge", "", "cam", "zone");
        gauge.WithLabels("b\"ack\\sl\nash", "é").Set(double.PositiveInfinity);
        gauge.WithLabels("c1", "z1").Set(double.NaN);
        gauge.WithLabels("c0", "z0").Set(double.NegativeInfinity);
        gauge.WithLabels("c2", "z").Set(1e21);
        gauge.WithLabels("c3", "z").Set(1234567.125);
        gauge.WithLabels("c4", "z").Set(0.1 + 0.2);
        gauge.WithLabels("c5", "").Set(-0.0);
        gauge.WithLabels("c6", "z").Set(1e-7);
        gauge.WithLabels("c7", "z").Set(1e20);
        gauge.WithLabels("c8", "z").Set(1e16);
        var latency = _factory.CreateHistogram(
            "lat_seconds", "Latency", ["stage"], new HistogramConfiguration { Buckets = [0.005, 0.1, 1, 10.5] });
        latency.WithLabels("infer").Observe(0.05);
        latency.WithLabels("infer").Observe(3);
        latency.WithLabels("infer").Observe(100);

        Assert.Equal(string.Join('\n', s_expected), await PrometheusText.Of(_registry));
        Assert.Equal(Encoding.UTF8.GetBytes(string.Join('\n', s_expected)), await PrometheusText.BytesOf(_registry));
    }

    [Theory]
    [InlineData(0.0001, "0.0001")]
    [InlineData(1e-5, "1e-05")]
    [InlineData(1e17, "1e+17")]
    [InlineData(double.Epsilon, "5e-324")]
    [InlineData(42, "42")]
    public async Task Numbers_are_written_in_their_shortest_form(double value, string text)
    {
        _factory.CreateGauge("g", "help").Set(value);

        Assert.EndsWith($"\ng {text}\n", await PrometheusText.Of(_registry), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_without_metrics_writes_nothing() =>
        Assert.Empty(await PrometheusText.BytesOf(_registry));

    [Fact]
    public async Task A_missing_help_leaves_one_space_after_the_name()
    {
        _factory.CreateGauge("g", null!);

        Assert.Equal("# HELP g \n# TYPE g gauge\ng 0\n", await PrometheusText.Of(_registry));
    }

    [Fact]
    public async Task Collectors_of_one_name_share_a_header()
    {
        _factory.CreateGauge("g", "first", "cam").WithLabels("1").Set(1);
        _factory.CreateGauge("other", "between");
        _factory.CreateGauge("g", "second").Set(2);

        Assert.Equal(
            "# HELP g first\n# TYPE g gauge\ng{cam=\"1\"} 1\ng 2\n# HELP other between\n# TYPE other gauge\nother 0\n",
            await PrometheusText.Of(_registry));
    }

    [Fact]
    public async Task The_stream_stays_open()
    {
        using var stream = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(stream, TestContext.Current.CancellationToken);

        Assert.True(stream.CanWrite);
    }

    [Fact]
    public async Task Callbacks_run_before_each_export_and_a_failing_one_does_not_stop_it()
    {
        var gauge = _factory.CreateGauge("g", "help");
        _registry.AddBeforeCollectCallback(() => throw new InvalidOperationException("a callback that fails"));
        _registry.AddBeforeCollectCallback(() => gauge.Inc());

        await PrometheusText.Of(_registry);

        Assert.EndsWith("g 2\n", await PrometheusText.Of(_registry), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_default_registry_holds_what_the_default_factory_made_and_no_process_metrics()
    {
        Metrics.DefaultFactory.CreateGauge("test_default", "help");

        var text = await PrometheusText.Of(Metrics.DefaultRegistry);
        Assert.Contains("# HELP test_default help\n# TYPE test_default gauge\ntest_default 0\n", text);
        Assert.DoesNotContain("process_", text);
    }

    [Fact]
    public void The_content_type_and_the_encoding_are_those_of_the_text_format()
    {
        Assert.Equal("text/plain", PrometheusConstants.TextContentType);
        Assert.Equal(
            "text/plain; version=0.0.4; charset=utf-8", PrometheusConstants.TextContentTypeWithVersionAndEncoding);
        Assert.Empty(PrometheusConstants.ExportEncoding.Preamble.ToArray());
    }
}
