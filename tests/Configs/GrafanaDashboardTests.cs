using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DiCNet.Tests.Render;
using Xunit;

namespace DiCNet.Tests.Configs;

public sealed partial class GrafanaDashboardTests
{
    private static readonly JsonElement s_dashboard = JsonDocument.Parse(File.ReadAllText(Repository.Path("configs", "grafana", "dicnet.json"))).RootElement;

    private static List<JsonElement> Panels { get; } = [.. s_dashboard.GetProperty("panels").EnumerateArray()];

    private static List<string> Expressions { get; } =
    [
        .. Panels.Where(p => p.TryGetProperty("targets", out _)).SelectMany(p => p.GetProperty("targets").EnumerateArray()).Select(t => t.GetProperty("expr").GetString()!),
        .. s_dashboard.GetProperty("annotations").GetProperty("list").EnumerateArray().Select(a => a.GetProperty("expr").GetString()!),
    ];

    [Fact]
    public void Panels_have_ids_of_their_own_titles_and_a_place_that_no_other_has()
    {
        Assert.Equal(Panels.Count, Panels.Select(p => p.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.All(Panels, p => Assert.NotEmpty(p.GetProperty("title").GetString()!));
        var places = Panels.Select(p => p.GetProperty("gridPos")).Select(g => new PixelBox(Number(g, "x"), Number(g, "y"), Number(g, "w"), Number(g, "h"))).ToList();
        Assert.All(places, p => Assert.InRange(p.X + p.Width, 1, 24));
        Assert.All(places, (p, i) => Assert.DoesNotContain(places.Where((_, j) => j != i), o => p.Overlap(o) > 0));

        static int Number(JsonElement place, string name) => place.GetProperty(name).GetInt32();
    }

    [Fact]
    public void Data_source_box_and_source_can_be_chosen_and_every_panel_heeds_the_data_source()
    {
        Assert.Equal(["datasource", "instance", "source"], s_dashboard.GetProperty("templating").GetProperty("list").EnumerateArray().Select(v => v.GetProperty("name").GetString()!));
        Assert.All(Panels.Where(p => p.GetProperty("type").GetString() != "row"), p => Assert.Equal("${datasource}", p.GetProperty("datasource").GetProperty("uid").GetString()));
    }

    [Fact]
    public void Panels_read_metrics_that_DiCNet_gives_and_leave_none_out()
    {
        var read = Expressions.SelectMany(KnownMetrics.In).ToHashSet();
        Assert.Empty(read.Except(KnownMetrics.Registered));
        Assert.Empty(KnownMetrics.Registered.Where(m => m.StartsWith("dicnet_", StringComparison.Ordinal)).Except(read));
    }

    [Fact]
    public async Task Every_expression_is_PromQL()
    {
        using var folder = new Folder();
        var rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        foreach (var (expression, i) in Expressions.Select((e, i) => (e, i)))
        {
            var plain = Variable().Replace(expression.Replace("$__rate_interval", "5m", StringComparison.Ordinal), ".*");
            rules.Append($"      - record: panel:e{i}\n        expr: {JsonSerializer.Serialize(plain)}\n");
        }

        var file = folder.File("rules.yml");
        await File.WriteAllTextAsync(file, rules.ToString(), TestContext.Current.CancellationToken);
        var (exitCode, output) = await Promtool.RunAsync("check", "rules", file);
        Assert.True(exitCode == 0, output);
        Assert.Contains($"{Expressions.Count} rules found", output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\$\w+", RegexOptions.NonBacktracking)]
    private static partial Regex Variable();
}
