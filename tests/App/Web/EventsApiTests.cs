using System.Net;
using System.Text.Json.Nodes;
using DiCNet.App.Live;
using DiCNet.App.Web;
using DiCNet.Render;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace DiCNet.Tests.App.Web;

public sealed class EventsApiTests
{
    [Fact]
    public async Task An_event_is_shown_with_its_history_and_pictures()
    {
        await using var served = await Served.StartAsync();
        using var verdicts = new Verdicts();
        using var overlay = new Overlay(new RenderOptions());
        var time = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        var e = verdicts.Event(7, EventPhase.Started, 1.5f, 2, 2.5) with { Zone = "lane", Time = time };
        await EventFeedTests.NewsAsync(served.System.Events, verdicts, overlay, e);

        var page = await served.JsonAsync("/api/events");
        var row = Assert.Single(page["events"]!.AsArray())!.AsObject();
        var key = (string)row["key"]!;
        Assert.True(page.AsObject().ContainsKey("next") && page["next"] is null);
        var expected = JsonNode.Parse($$"""
            {"key":"{{key}}","id":"road-00007","revision":1,"phase":"started","stream":"road","zone":"lane","from":2,"to":2.5,
             "time":"2026-01-31T12:00:00+00:00","updated":"2026-01-31T12:00:00+00:00","box":{"x":8,"y":8,"width":16,"height":16},
             "peak":1.5,"peakAt":2.5,"area":0.0625,"framesLost":3,"model":"{{new string('a', 64)}}","threshold":"card",
             "thumbnail":"/api/events/{{key}}/thumbnail.jpg"}
            """)!.AsObject();
        Assert.True(JsonNode.DeepEquals(expected, row), row.ToJsonString());

        expected["history"] = JsonNode.Parse("""[{"revision":1,"phase":"started","at":"2026-01-31T12:00:00+00:00","peak":1.5,"area":0.0625}]""");
        expected["pictures"] = JsonNode.Parse($$"""{"raw":"/api/events/{{key}}/raw.jpg","heatmap":"/api/events/{{key}}/heatmap.jpg","overlay":"/api/events/{{key}}/overlay.jpg"}""");
        var one = await served.JsonAsync($"/api/events/{key}");
        Assert.True(JsonNode.DeepEquals(expected, one), one.ToJsonString());
        foreach (var name in (string[])["raw", "heatmap", "overlay", "thumbnail"])
        {
            using var answer = await served.Client.GetAsync($"/api/events/{key}/{name}.jpg", TestContext.Current.CancellationToken);
            Assert.Equal("image/jpeg", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal([0xFF, 0xD8], (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[..2]);
        }
    }

    [Fact]
    public async Task Pages_follow_each_other_though_new_events_come()
    {
        await using var served = await Served.StartAsync();
        using var verdicts = new Verdicts();
        await served.System.Events.FinishAsync([.. Enumerable.Range(1, 7).Select(i => verdicts.Event(i))]);
        var ids = new List<string>();
        string? next = "";
        do
        {
            var page = await served.JsonAsync($"/api/events?limit=3&before={next}");
            ids.AddRange(page["events"]!.AsArray().Select(e => (string)e!["id"]!));
            next = (string?)page["next"];
            await served.System.Events.FinishAsync([verdicts.Event(100 + ids.Count)]);
        }
        while (next is not null);
        Assert.Equal(Enumerable.Range(1, 7).Reverse().Select(i => $"road-{i:D5}"), ids);
    }

    [Theory]
    [InlineData("stream=road", "1 2")]
    [InlineData("stream=other", "")]
    [InlineData("phase=ended", "2")]
    [InlineData("PHASE=Started", "1")]
    [InlineData("zone=lane", "1")]
    [InlineData("since=2026-01-31T12:05:00Z", "2")]
    [InlineData("since=2026-01-31T13:05:00%2B01:00", "2")]
    [InlineData("until=2026-01-31T12:05:00Z", "1 2")]
    [InlineData("until=2026-01-31T12:00:30Z", "1")]
    [InlineData("since=2026-01-31T12:05:00Z&until=2026-01-31T12:00:30Z&stream=", "")]
    public async Task Events_are_filtered(string query, string ids)
    {
        await using var served = await Served.StartAsync();
        using var verdicts = new Verdicts();
        var at = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        await served.System.Events.FinishAsync(
        [
            verdicts.Event(1) with { Zone = "lane", Time = at },
            verdicts.Event(2) with { Time = at.AddMinutes(1) },
            verdicts.Event(2, EventPhase.Ended) with { Time = at.AddMinutes(10) },
        ]);
        var page = await served.JsonAsync($"/api/events?{query}");
        Assert.Equal(ids, string.Join(' ', page["events"]!.AsArray().Select(e => int.Parse(((string)e!["id"]!)[^5..])).Order()));
    }

    [Theory]
    [InlineData("phase=begun", "started, updated, ended")]
    [InlineData("phase=1", "started, updated, ended")]
    [InlineData("since=yesterday", "'since'")]
    [InlineData("until=31", "'until'")]
    [InlineData("before=front", "'before'")]
    [InlineData("before=-1", "'before'")]
    [InlineData("limit=0", "1 to 500")]
    [InlineData("limit=501", "1 to 500")]
    [InlineData("limit=many", "1 to 500")]
    public async Task A_query_that_is_wrong_is_named(string query, string said)
    {
        await using var served = await Served.StartAsync();
        using var answer = await served.SendAsync(HttpMethod.Get, $"/api/events?{query}");
        Assert.Contains(said, await Served.ProblemAsync(HttpStatusCode.BadRequest, answer));
    }

    [Fact]
    public void Any_query_is_read_or_refused_in_words() => Prop.ForAll<string?, string?, string?>((a, b, c) =>
    {
        try
        {
            var query = Queries.Events(a, b is { Length: > 3 } ? b : null, c, a, b, c, a);
            Assert.InRange(query.Limit, 1, EventQuery.MostRows);
        }
        catch (BadHttpRequestException e)
        {
            Assert.Equal(400, e.StatusCode);
            Assert.Contains("it must be", e.Message);
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("/api/events/none")]
    [InlineData("/api/events/none/raw.jpg")]
    [InlineData("/api/events/none/other.jpg")]
    [InlineData("/api/events/..%2f..%2fetc%2fpasswd")]
    [InlineData("/api/events/%2e%2e/%2e%2e/etc/passwd")]
    public async Task An_unknown_event_is_a_problem(string path)
    {
        await using var served = await Served.StartAsync();
        using var answer = await served.SendAsync(HttpMethod.Get, path);
        await Served.ProblemAsync(HttpStatusCode.NotFound, answer);
    }
}
