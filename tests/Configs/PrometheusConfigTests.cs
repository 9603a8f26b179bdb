using Xunit;

namespace DiCNet.Tests.Configs;

public sealed class PrometheusConfigTests
{
    [Theory]
    [InlineData("check", "config", "prometheus.yml")]
    [InlineData("check", "rules", "alerts.yml")]
    [InlineData("test", "rules", "alerts.test.yml")]
    public async Task Promtool_accepts_the_scrape_file_the_rules_and_what_they_fire_on(string verb, string what, string file)
    {
        var (exitCode, output) = await Promtool.RunAsync(verb, what, Repository.Path("configs", "prometheus", file));
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void Rules_read_metrics_that_DiCNet_gives()
    {
        var unknown = KnownMetrics.In(File.ReadAllText(Repository.Path("configs", "prometheus", "alerts.yml"))).Except(KnownMetrics.Registered);
        Assert.Empty(unknown);
    }

    [Fact]
    public void Every_rule_is_tried()
    {
        var tests = File.ReadAllText(Repository.Path("configs", "prometheus", "alerts.test.yml"));
        var rules = File.ReadLines(Repository.Path("configs", "prometheus", "alerts.yml")).Where(l => l.Contains("- alert: ", StringComparison.Ordinal)).Select(l => l.Split(": ")[1]).ToList();
        Assert.NotEmpty(rules);

        // Once where it keeps quiet, once where it fires.
        Assert.All(rules, rule => Assert.True(
            tests.Contains($"alertname: {rule} }}", StringComparison.Ordinal) && tests.Contains($"alertname: {rule}\n        exp_alerts:", StringComparison.Ordinal), rule));
    }
}
