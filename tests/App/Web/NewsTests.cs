using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace DiCNet.Tests.App.Web;

public sealed class NewsTests
{
    [Fact]
    public async Task Streams_and_model_come_at_once_and_again_and_events_as_they_happen()
    {
        await using var served = await Served.StartAsync();
        using var verdicts = new Verdicts();
        served.System.Add();
        await using var news = await News.OpenAsync(served);
        Assert.Equal("text/event-stream", news.ContentType);
        Assert.Equal("front", (string)(await news.NextAsync("streams")).Data[0]!["id"]!);
        Assert.Equal("camvid", (string)(await news.NextAsync("model")).Data["name"]!);

        await served.System.Events.FinishAsync([verdicts.Event(1)]);
        Assert.Equal("road-00001", (string)(await news.NextAsync("event")).Data["id"]!);
        served.System.Model = served.System.Model! with { Swaps = 1, LastRefusal = "rtsp://admin:hunter2pass@camera: no" };
        var model = (await news.NextAsync("model")).Data;
        Assert.Equal((1, "rtsp://***@camera: no"), ((int)model["swaps"]!, (string)model["lastRefusal"]!));
        await news.NextAsync("streams");
    }

    [Fact]
    public async Task A_client_that_comes_back_gets_what_it_missed()
    {
        await using var served = await Served.StartAsync();
        using var verdicts = new Verdicts();
        await served.System.Events.FinishAsync([verdicts.Event(1)]);
        string last;
        await using (var news = await News.OpenAsync(served))
        {
            last = (await news.NextAsync("streams")).Id;
        }

        await served.System.Events.FinishAsync([verdicts.Event(2), verdicts.Event(3), verdicts.Event(2, EventPhase.Ended)]);
        await using var again = await News.OpenAsync(served, last);
        var (first, second) = (await again.NextAsync("event"), await again.NextAsync("event"));
        Assert.Equal(("road-00003", "road-00002", "ended"), ((string)first.Data["id"]!, (string)second.Data["id"]!, (string)second.Data["phase"]!));
        await using var lost = await News.OpenAsync(served, long.MaxValue.ToString());
        Assert.Equal("road-00001", (string)(await lost.NextAsync("event")).Data["id"]!);
    }

    [Fact]
    public async Task Followers_who_never_read_hinder_nobody()
    {
        await using var served = await Served.StartAsync();
        using var verdicts = new Verdicts();
        var deaf = new List<TcpClient>();
        for (var i = 0; i < 20; i++)
        {
            deaf.Add(await Raw.SendAsync(served.Url, "GET /api/events/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }

        await using var news = await News.OpenAsync(served);
        for (var i = 1; i <= 2000; i++)
        {
            await served.System.Events.FinishAsync([verdicts.Event(i)]);
        }

        News.Message message;
        do
        {
            message = await news.NextAsync("event");
        }
        while ((string)message.Data["id"]! != "road-02000");
        deaf.ForEach(d => d.Dispose());
    }

    [Fact]
    public async Task There_is_a_bound_to_those_who_follow()
    {
        await using var served = await Served.StartAsync();
        var followers = new List<News>();
        for (var i = 0; i < 256; i++)
        {
            followers.Add(await News.OpenAsync(served));
        }

        using var answer = await served.SendAsync(HttpMethod.Get, "/api/events/stream");
        await Served.ProblemAsync(HttpStatusCode.ServiceUnavailable, answer);
        foreach (var follower in followers)
        {
            await follower.DisposeAsync();
        }
    }
}
