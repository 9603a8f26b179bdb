using System.Text.RegularExpressions;
using System.Xml.Linq;
using DiCNet.Render;
using Xunit;

namespace DiCNet.Tests.Render;

public class ReportTests
{
    private const string Hostile = "<script>alert('x')</script> & \"quoted\"";

    [Fact]
    public async Task The_page_refers_to_nothing_outside_itself_and_has_no_script()
    {
        var html = ReportPage.Html("road", null, [("Input", "road.mp4")], await CollectAsync());
        Assert.DoesNotMatch(@"https?:|src=""(?!data:)|href=""(?!#)|url\(|@import|<script|<link", html);
        Assert.Equal(3, Regex.Count(html, "src=\"data:image/jpeg;base64,/9j/"));
        Assert.Equal(3, Regex.Count(html, "<img [^>]*alt=\"[^\"]+\""));
    }

    [Fact]
    public async Task Text_from_outside_is_escaped()
    {
        var html = ReportPage.Html(Hostile, Hostile, [(Hostile, Hostile)], await CollectAsync());
        Assert.DoesNotContain("<script", html);
        Assert.Equal(5, Regex.Count(html, Regex.Escape("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;quoted&quot;")));
    }

    [Fact]
    public async Task The_chart_is_well_formed_and_its_shaded_events_lead_to_their_sections()
    {
        var html = ReportPage.Html("road", null, [], await CollectAsync());
        var svg = XElement.Parse(html[html.IndexOf("<svg", StringComparison.Ordinal)..(html.IndexOf("</svg>", StringComparison.Ordinal) + 6)]);
        var links = svg.Elements("a").Select(a => (string)a.Attribute("href")!).ToArray();
        Assert.Equal(["#event-1"], links);
        Assert.Contains("id=\"event-1\"", html);
        Assert.Single(svg.Elements("line"), l => (string?)l.Attribute("class") == "alarm");
        Assert.Equal(30, ((string)svg.Element("polyline")!.Attribute("points")!).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_run_without_events_or_frames_says_so()
    {
        await using var report = new ReportSink();
        var html = ReportPage.Html("road", null, [], report);
        Assert.Contains("No event", html);
        Assert.Contains("No frame was scored", html);
        Assert.DoesNotContain("not complete", html);
        Assert.Contains("it was stopped", ReportPage.Html("road", "it was stopped", [], report));
    }

    [Fact]
    public async Task Pictures_are_taken_at_the_start_and_again_when_the_peak_has_risen_by_a_tenth()
    {
        using var verdicts = new Verdicts();
        using var overlay = new Overlay(new RenderOptions());
        await using var report = new ReportSink();
        var taken = new List<TimeSpan>();
        foreach (var (at, peak) in ((double, float)[])[(0, 1.0f), (1, 1.05f), (2, 1.2f), (3, 1.25f), (4, 1.6f)])
        {
            using var verdict = verdicts.Next(at, peak, [verdicts.Event(1, EventPhase.Updated, peak, 0, at)]);
            await report.WriteAsync(verdict, overlay);
            taken.Add(Assert.Single(report.Events).Pictures!.At);
        }

        Assert.Equal([0, 0, 2, 2, 4], taken.Select(t => t.TotalSeconds));
    }

    [Fact]
    public async Task Only_the_forty_highest_events_keep_their_pictures()
    {
        using var verdicts = new Verdicts();
        using var overlay = new Overlay(new RenderOptions());
        await using var report = new ReportSink();
        for (var i = 1; i <= 60; i++)
        {
            var peak = 1 + (i * 7 % 60 / 10f);
            using var verdict = verdicts.Next(i, peak, [verdicts.Event(i, EventPhase.Started, peak, i, i)]);
            await report.WriteAsync(verdict, overlay);
        }

        Assert.Equal(60, report.Events.Count);
        var pictured = report.Events.Where(e => e.Pictures is not null).Select(e => e.Latest.Peak).Order().ToArray();
        Assert.Equal(report.Events.Select(e => e.Latest.Peak).Order().Skip(20), pictured);
    }

    [Fact]
    public void A_long_curve_is_thinned_without_losing_a_peak()
    {
        var curve = new ScoreCurve();
        for (var i = 0; i < 123_457; i++)
        {
            curve.Add(TimeSpan.FromSeconds(i), i == 77_777 ? 9 : i % 10 / 10f);
        }

        Assert.InRange(curve.Points.Count, 900, ScoreCurve.Most);
        Assert.Contains((TimeSpan.FromSeconds(77_777), 9f), curve.Points);
        Assert.Equal(curve.Points.OrderBy(p => p.At), curve.Points);
    }

    [Fact]
    public async Task The_page_is_written_whole_or_not_at_all()
    {
        using var folder = new Folder();
        var report = await CollectAsync();
        ReportPage.Write(folder.File("report.html"), "road", null, [], report);
        Assert.EndsWith("</html>\n", File.ReadAllText(folder.File("report.html")));
        Assert.Single(Directory.GetFiles(folder.Path));

        using var disk = new TinyDisk(4);
        Assert.Throws<UserError>(() => ReportPage.Write(disk.File("report.html"), "road", null, [], report));
        Assert.False(File.Exists(disk.File("report.html")));
    }

    private static async Task<ReportSink> CollectAsync()
    {
        using var verdicts = new Verdicts();
        using var overlay = new Overlay(new RenderOptions());
        var report = new ReportSink();
        for (var i = 0; i < 30; i++)
        {
            IReadOnlyList<AnomalyEvent> active = i is >= 10 and < 20 ? [verdicts.Event(1, EventPhase.Updated, 1.5f, 1, i / 10.0)] : [];
            using var verdict = verdicts.Next(i / 10.0, active.Count > 0 ? 1.5f : 0.2f, active);
            await report.WriteAsync(verdict, overlay);
        }

        await report.FinishAsync([]);
        return report;
    }
}
