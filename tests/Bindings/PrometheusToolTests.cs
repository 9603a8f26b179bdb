using System.Diagnostics;
using Prometheus;
using Xunit;

namespace DiCNet.Tests.Bindings;

public class PrometheusToolTests
{
    readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    readonly MetricFactory _factory;

    public PrometheusToolTests() => _factory = Metrics.WithCustomRegistry(_registry);

    [Fact]
    public async Task Promtool_accepts_the_text()
    {
        var frames = _factory.CreateCounter("dic_frames_total", "Frames that were read.", "camera");
        string[] oddValues =
        [
            "", " ", "plain", "quo\"te", "back\\slash", "trailing\\", "new\nline",
            "é\u00a0漢字🎥", "{a=\"b\"},", "\t\r", "#",
        ];
        foreach (var value in oddValues)
            frames.WithLabels(value).Inc();
        _factory.CreateCounter("dic_unused_total", "A family without series.", "camera");
        var depth = _factory.CreateGauge("dic_queue_depth", "Frames that wait.", "stage", "camera");
        double[] oddNumbers =
        [
            0, -0.0, 1e16, 1e17, 1e-5, -1.5, double.Epsilon, double.MaxValue,
            double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        ];
        foreach (var number in oddNumbers)
            depth.WithLabels("read", $"{number}").Set(number);
        var latency = _factory.CreateHistogram("dic_latency_seconds", "Time in a stage.", "stage");
        latency.WithLabels("infer").Observe(0.3);
        latency.WithLabels("draw").Observe(100, 3);
        _factory.CreateHistogram("dic_wait_seconds", "Time in a queue.").Observe(1e-9);

        var (exitCode, output) = await CheckMetrics(await PrometheusText.BytesOf(_registry));

        Assert.True(exitCode == 0, $"promtool exited with {exitCode}: {output}");
    }

    [Fact]
    public async Task Promtool_refuses_a_broken_text()
    {
        var (exitCode, _) = await CheckMetrics("dic_frames_total{camera=\"1} 1\n"u8.ToArray());

        Assert.NotEqual(0, exitCode);
    }

    static async Task<(int ExitCode, string Output)> CheckMetrics(byte[] text)
    {
        var cancel = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(Promtool.Find(), ["check", "metrics"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("promtool did not start");
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.StandardInput.BaseStream.WriteAsync(text, cancel);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, await output + await errors);
    }
}
