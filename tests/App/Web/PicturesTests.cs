using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace DiCNet.Tests.App.Web;

public sealed class PicturesTests
{
    [Theory]
    [InlineData("/api/streams/front/latest.jpg")]
    [InlineData("/api/streams/front/latest.jpg?view=raw")]
    [InlineData("/api/streams/front/heatmap.jpg")]
    public async Task The_newest_picture_is_a_file(string path)
    {
        await using var served = await Served.StartAsync();
        served.System.Add().Show([1, 2, 3]);
        using var answer = await served.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal([1, 2, 3], await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_stream_without_a_picture_says_so()
    {
        await using var served = await Served.StartAsync();
        served.System.Add();
        using var answer = await served.SendAsync(HttpMethod.Get, "/api/streams/front/latest.jpg");
        Assert.Contains("no picture yet", await Served.ProblemAsync(HttpStatusCode.ServiceUnavailable, answer));
    }

    [Theory]
    [InlineData("live.mjpeg?view=infrared")]
    [InlineData("latest.jpg?view=2")]
    public async Task An_unknown_view_is_named(string path)
    {
        await using var served = await Served.StartAsync();
        served.System.Add();
        using var answer = await served.SendAsync(HttpMethod.Get, $"/api/streams/front/{path}");
        Assert.Contains("raw, heatmap, overlay", await Served.ProblemAsync(HttpStatusCode.BadRequest, answer));
    }

    [Fact]
    public async Task A_viewer_gets_each_picture_with_its_length_and_its_end()
    {
        await using var served = await Served.StartAsync();
        var stream = served.System.Add();
        stream.Show([9, 8, 7]);
        using var watching = await WatchAsync(served);
        Assert.Equal("multipart/x-mixed-replace; boundary=dicnet-picture", watching.Content.Headers.ContentType?.ToString());
        var body = await watching.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await ExpectAsync(body, "--dicnet-picture\r\nContent-Type: image/jpeg\r\nContent-Length: 3\r\n\r\n\u0009\u0008\u0007\r\n--dicnet-picture\r\n");
        Assert.Equal(1, stream.Viewers);
        stream.Show([6, 5]);
        await ExpectAsync(body, "Content-Type: image/jpeg\r\nContent-Length: 2\r\n\r\n\u0006\u0005\r\n--dicnet-picture\r\n");
    }

    [Fact]
    public async Task A_viewer_who_leaves_is_let_go()
    {
        await using var served = await Served.StartAsync();
        var stream = served.System.Add();
        var watching = await WatchAsync(served);
        await UntilAsync(() => stream.Viewers == 1);
        watching.Dispose();
        await UntilAsync(() => stream.Viewers == 0);
    }

    [Fact]
    public async Task Too_many_viewers_are_told_so()
    {
        await using var served = await Served.StartAsync();
        served.System.Add(viewers: 2);
        using var first = await WatchAsync(served);
        using var second = await WatchAsync(served);
        using var third = await served.SendAsync(HttpMethod.Get, "/api/streams/front/live.mjpeg");
        Assert.Contains("outputs.viewers", await Served.ProblemAsync(HttpStatusCode.ServiceUnavailable, third));
        Assert.NotNull(third.Headers.RetryAfter);
    }

    [Fact]
    public async Task Viewers_who_never_read_hinder_nobody_and_the_server_stops_all_the_same()
    {
        var deaf = new List<TcpClient>();
        var served = await Served.StartAsync();
        await using (served)
        {
            var stream = served.System.Add();
            for (var i = 0; i < 10; i++)
            {
                deaf.Add(await Raw.SendAsync(served.Url, "GET /api/streams/front/live.mjpeg HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            }

            var watching = await Task.WhenAll(Enumerable.Range(0, 90).Select(_ => WatchAsync(served)));
            await UntilAsync(() => stream.Viewers == 100);
            var big = new byte[1 << 20];
            foreach (var bodyTask in watching.Select(w => w.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)))
            {
                await ExpectAsync(await bodyTask, "--dicnet-picture\r\n");
            }

            for (var i = 0; i < 3; i++)
            {
                stream.Show(big);
                await Task.WhenAll(watching.Select(async w =>
                {
                    var body = await w.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
                    await ExpectAsync(body, "Content-Type: image/jpeg\r\nContent-Length: 1048576\r\n\r\n");
                    await body.ReadExactlyAsync(new byte[big.Length], TestContext.Current.CancellationToken);
                    await ExpectAsync(body, "\r\n--dicnet-picture\r\n");
                }));
            }

            using var alive = await served.Client.GetAsync("/livez", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        }

        // Stopped while all of them were connected; nothing was a fault.
        Assert.Empty(served.Log);
        Assert.Equal(0, served.System.Streams[0].Viewers);
        deaf.ForEach(d => d.Dispose());
    }

    private static Task<HttpResponseMessage> WatchAsync(Served served) => served.Client.GetAsync(
        "/api/streams/front/live.mjpeg?view=overlay", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

    private static async Task ExpectAsync(Stream body, string text)
    {
        var bytes = new byte[text.Length];
        await body.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
        Assert.Equal(text, Encoding.Latin1.GetString(bytes));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
