using System.Net;
using System.Text.Json.Nodes;
using DiCNet.App.Live;
using DiCNet.Ingest;
using Xunit;

namespace DiCNet.Tests.App.Web;

public sealed class StreamsApiTests
{
    [Fact]
    public async Task Streams_are_listed_with_state_counts_and_readings()
    {
        await using var served = await Served.StartAsync();
        var stream = served.System.Add("front", "rtsp://admin:hunter2pass@10.0.0.9/live");
        var at = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        stream.Status = new SourceStatus(
            SourceState.Reconnecting, FrameQuality.Frozen, "rtsp://admin:hunter2pass@10.0.0.9/live: no answer", at, at.AddSeconds(-3), 2, 5,
            new SourceInfo(new StreamId("front"), "rtsp://10.0.0.9/live", 640, 360, 25, null, null));
        stream.Counts = new FrameCounts(10, 7, new Dictionary<DropReason, long> { [DropReason.NoBuffer] = 2 }, new Dictionary<FailReason, long> { [FailReason.Undecodable] = 1 });
        stream.Readings = new StreamReadings(24.5, 80, 1.25f, 0.01, 1);

        var list = (await served.JsonAsync("/api/streams")).AsArray();
        var one = await served.JsonAsync("/api/streams/front");

        Assert.True(JsonNode.DeepEquals(one, Assert.Single(list)));
        Assert.True(JsonNode.DeepEquals(one, JsonNode.Parse("""
            {"id":"front","location":"rtsp://***@10.0.0.9/live","state":"reconnecting","quality":"frozen","reason":"rtsp://***@10.0.0.9/live: no answer",
             "since":"2026-01-31T12:00:00+00:00","lastFrameAt":"2026-01-31T11:59:57+00:00","epoch":2,"reconnects":5,"width":640,"height":360,
             "nominalFramesPerSecond":25,"counts":{"received":10,"scored":7,"dropped":{"noBuffer":2},"failed":{"undecodable":1}},
             "readings":{"framesPerSecond":24.5,"ageMilliseconds":80,"peak":1.25,"alarmedArea":0.01,"activeEvents":1},"viewers":0}
            """)), one.ToJsonString());
    }

    [Fact]
    public async Task What_is_not_known_yet_is_null()
    {
        await using var served = await Served.StartAsync();
        served.System.Add();
        var stream = (await served.JsonAsync("/api/streams/front")).AsObject();
        Assert.All(["reason", "lastFrameAt", "width", "height", "nominalFramesPerSecond", "readings"], name => Assert.True(stream.ContainsKey(name) && stream[name] is null, name));
    }

    [Fact]
    public async Task A_stream_is_added_with_the_defaults_of_what_is_not_said()
    {
        await using var served = await Served.StartAsync();
        using var answer = await served.PostAsync("/api/streams", """
            {"id":"rear","uri":"test:","source":{"pace":"free","stallSeconds":2},"outputs":{"events":"rear.jsonl"},"zones":[{"name":"bonnet","polygon":"0,0.8 1,0.8 1,1","ignore":true}]}
            """);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("/api/streams/rear", answer.Headers.Location?.ToString());
        var options = served.System.Find("rear")!.Options;
        Assert.Equal((2, 15), (options.Source.StallSeconds, options.Source.OpenSeconds));
        Assert.Equal(("rear.jsonl", 80, 200), (options.Outputs.Events, options.Outputs.JpegQuality, options.Outputs.Viewers));
        Assert.True(Assert.Single(options.Zones).Ignore);
    }

    [Fact]
    public async Task A_stream_is_paused_resumed_and_taken_out()
    {
        await using var served = await Served.StartAsync();
        var stream = served.System.Add();
        using var paused = await served.SendAsync(HttpMethod.Post, "/api/streams/front/pause");
        Assert.Equal((HttpStatusCode.NoContent, SourceState.Paused), (paused.StatusCode, stream.Status.State));
        using var resumed = await served.SendAsync(HttpMethod.Post, "/api/streams/front/resume");
        Assert.Equal((HttpStatusCode.NoContent, SourceState.Streaming), (resumed.StatusCode, stream.Status.State));
        using var removed = await served.SendAsync(HttpMethod.Delete, "/api/streams/front");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty((await served.JsonAsync("/api/streams")).AsArray());
    }

    [Theory]
    [InlineData("GET", "/api/streams/none")]
    [InlineData("DELETE", "/api/streams/none")]
    [InlineData("POST", "/api/streams/none/pause")]
    [InlineData("POST", "/api/streams/none/resume")]
    [InlineData("GET", "/api/streams/none/live.mjpeg")]
    [InlineData("GET", "/api/streams/none/latest.jpg")]
    [InlineData("GET", "/api/streams/none/heatmap.jpg")]
    public async Task An_unknown_stream_is_a_problem(string method, string path)
    {
        await using var served = await Served.StartAsync();
        using var answer = await served.SendAsync(new HttpMethod(method), path);
        Assert.Contains("'none'", await Served.ProblemAsync(HttpStatusCode.NotFound, answer));
    }

    [Theory]
    [InlineData("", "is not JSON")]
    [InlineData("{", "is not JSON")]
    [InlineData("""{"id":"a","uri":"test:",}""", "is not JSON")]
    [InlineData("null", "null")]
    [InlineData("[]", "does not fit")]
    [InlineData("""{"id":7,"uri":"test:"}""", "$.id")]
    [InlineData("""{"id":"a","uri":"test:","outptus":{}}""", "$.outptus")]
    [InlineData("""{"id":"a","uri":"test:","source":{"pace":"slow"}}""", "$.source.pace")]
    [InlineData("""{"id":"a","uri":"test:","source":{"pace":1}}""", "$.source.pace")]
    [InlineData("""{"id":"a","uri":"test:","source":null}""", "$.source")]
    public async Task A_body_that_cannot_be_understood_is_named(string body, string said)
    {
        await using var served = await Served.StartAsync();
        using var answer = await served.PostAsync("/api/streams", body);
        Assert.Contains(said, await Served.ProblemAsync(HttpStatusCode.BadRequest, answer));
        Assert.Empty(served.System.Streams);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_a_conflict()
    {
        await using var served = await Served.StartAsync();
        served.System.Add();
        using var answer = await served.PostAsync("/api/streams", """{"id":"front","uri":"test:"}""");
        Assert.Contains("'front'", await Served.ProblemAsync(HttpStatusCode.Conflict, answer));
    }

    [Fact]
    public async Task An_option_that_is_wrong_is_said_in_the_words_of_the_configuration()
    {
        await using var served = await Served.StartAsync();
        using var answer = await served.PostAsync("/api/streams", """{"id":"../../etc/passwd","uri":"test:"}""");
        Assert.Contains("cannot name a stream", await Served.ProblemAsync(HttpStatusCode.UnprocessableEntity, answer));
    }

    [Fact]
    public async Task A_bug_is_logged_and_its_insides_are_not_shown()
    {
        await using var served = await Served.StartAsync();
        using var answer = await served.PostAsync("/api/streams", """{"id":"a","uri":"bug"}""");
        Assert.DoesNotContain("went wrong", await Served.ProblemAsync(HttpStatusCode.InternalServerError, answer));
        var line = Assert.Single(served.Log);
        Assert.Contains("InvalidOperationException: rtsp://***@camera/1 went wrong", line);
        Assert.DoesNotContain("hunter2pass", line);
    }
}
