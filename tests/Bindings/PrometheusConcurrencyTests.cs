using Prometheus;
using Xunit;

namespace DiCNet.Tests.Bindings;

public class PrometheusConcurrencyTests
{
    const int Threads = 4;
    const int Updates = 50_000;

    readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    readonly MetricFactory _factory;

    public PrometheusConcurrencyTests() => _factory = Metrics.WithCustomRegistry(_registry);

    [Fact]
    public async Task Parallel_updates_sum_exactly_while_exports_run()
    {
        var counter = _factory.CreateCounter("c_total", "help");
        var gauge = _factory.CreateGauge("g", "help");
        var histogram = _factory.CreateHistogram("h", "help");
        var workers = Enumerable.Range(0, Threads).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < Updates; i++)
            {
                counter.Inc();
                gauge.Inc(2);
                gauge.Dec();
                histogram.Observe(1);
            }
        })).ToArray();
        var all = Task.WhenAll(workers);
        do
            AssertTotalIsLastBucket(await PrometheusText.Of(_registry));
        while (!all.IsCompleted);
        await all;

        Assert.Equal(Threads * Updates, counter.Value);
        Assert.Equal(Threads * Updates, gauge.Value);
        Assert.Equal(Threads * Updates, histogram.Count);
        Assert.Equal(Threads * Updates, histogram.Sum);
    }

    [Fact]
    public async Task Threads_that_create_the_same_series_share_it()
    {
        var workers = Enumerable.Range(0, Threads).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
                _factory.CreateCounter($"c{i % 10}_total", "help", "n").WithLabels($"{i % 50}").Inc();
        }));
        await Task.WhenAll(workers);

        var counters = Enumerable.Range(0, 10).Select(i => _factory.CreateCounter($"c{i}_total", "help", "n"));
        Assert.Equal(
            Threads * 1000, counters.Sum(c => c.GetAllLabelValues().Sum(values => c.WithLabels(values).Value)));
    }

    [Fact]
    public void Updates_allocate_nothing()
    {
        var counter = _factory.CreateCounter("c_total", "help");
        var child = _factory.CreateCounter("d_total", "help", "a").WithLabels("1");
        var gauge = _factory.CreateGauge("g", "help");
        var histogram = _factory.CreateHistogram("h", "help");
        Update();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Update();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Update()
        {
            counter.Inc();
            counter.IncTo(1e6);
            child.Inc(2);
            gauge.Set(3);
            gauge.Inc();
            gauge.Dec();
            histogram.Observe(0.3);
            histogram.Observe(0.3, 2);
        }
    }

    static void AssertTotalIsLastBucket(string text)
    {
        var lines = text.Split('\n');
        var total = lines.Single(l => l.StartsWith("h_count ", StringComparison.Ordinal));
        var last = lines.Single(l => l.StartsWith("h_bucket{le=\"+Inf\"} ", StringComparison.Ordinal));
        Assert.Equal(total.Split(' ')[1], last.Split(' ')[1]);
    }
}
