using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using DiCNet.App.Options;
using Prometheus;
using Xunit;

namespace DiCNet.Tests.App.Web;

public sealed class RequestTests
{
    [Theory]
    [InlineData("/nothing")]
    [InlineData("/api/nothing")]
    [InlineData("/../../etc/passwd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/..%2f..%2fetc%2fpasswd")]
    [InlineData("/wwwroot/login.css")]
    [InlineData("/login.css/../../dicnet.dll")]
    [InlineData("/api/streams/..%2f..%2fetc%2fpasswd/latest.jpg")]
    [InlineData("/api/streams/%00/latest.jpg")]
    public async Task What_there_is_not_is_a_problem(string path)
    {
        await using var served = await Served.StartAsync();
        // By hand: a client would tidy the path first.
        var answer = await Raw.AskAsync(served.Url, $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.Matches("^HTTP/1.1 40[04] ", answer);
        Assert.DoesNotContain("root:", answer);
        Assert.DoesNotContain("at DiCNet", answer);
        Assert.Contains(answer.StartsWith("HTTP/1.1 404", StringComparison.Ordinal) ? "application/problem+json" : "Content-Length: 0", answer);
    }

    [Theory]
    [InlineData("PUT", "/api/streams")]
    [InlineData("DELETE", "/api/model")]
    [InlineData("POST", "/livez")]
    [InlineData("PATCH", "/login.css")]
    [InlineData("GET", "/api/streams/front/pause")]
    public async Task A_method_that_does_not_belong_is_a_problem(string method, string path)
    {
        await using var served = await Served.StartAsync();
        using var answer = await served.SendAsync(new HttpMethod(method), path);
        Assert.Contains(method, await Served.ProblemAsync(HttpStatusCode.MethodNotAllowed, answer));
        Assert.NotEmpty(answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/api/streams", "application/yaml")]
    [InlineData("/api/model", "application/xml")]
    [InlineData("/api/config", "application/json")]
    public async Task A_wrong_content_type_is_a_problem(string path, string type)
    {
        await using var served = await Served.StartAsync();
        using var answer = await served.PostAsync(path, "{}", type);
        await Served.ProblemAsync(HttpStatusCode.UnsupportedMediaType, answer);
    }

    [Theory]
    [InlineData("/api/streams", "application/json", true)]
    [InlineData("/api/config", "application/yaml", true)]
    [InlineData("/api/config", "text/yaml", false)]
    public async Task A_body_that_is_too_large_is_a_problem(string path, string type, bool length)
    {
        await using var served = await Served.StartAsync(new ServerOptions { BodyKilobytes = 1 });
        var body = Encoding.ASCII.GetBytes(new string('#', 5000));
        using var content = new StreamContent(new MemoryStream(body));
        content.Headers.ContentType = new(type);
        content.Headers.ContentLength = length ? body.Length : null;
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TransferEncodingChunked = !length;
        using var answer = await served.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await Served.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, answer);
    }

    [Fact]
    public async Task Too_many_requests_of_one_client_are_a_problem_and_probes_and_pictures_are_not_among_them()
    {
        await using var served = await Served.StartAsync(new ServerOptions { RequestsPerSecond = 3 });
        served.System.Add().Show([1]);
        HttpResponseMessage answer;
        do
        {
            answer = await served.SendAsync(HttpMethod.Get, "/api/model");
        }
        while (answer.IsSuccessStatusCode);
        await Served.ProblemAsync(HttpStatusCode.TooManyRequests, answer);
        Assert.NotNull(answer.Headers.RetryAfter);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal("ok", await served.Client.GetStringAsync("/livez", TestContext.Current.CancellationToken));
            await served.Client.GetByteArrayAsync("/api/streams/front/latest.jpg", TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Headers_that_are_too_large_are_refused()
    {
        await using var served = await Served.StartAsync();
        using var answer = await served.SendAsync(HttpMethod.Get, "/api/model", r => r.Headers.Add("X-Much", new string('x', 20_000)));
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.StatusCode);
        var line = await Raw.AskAsync(served.Url, $"GET /{new string('x', 5000)} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 414", line);
    }

    [Fact]
    public async Task A_client_that_dawdles_is_let_go_and_hinders_nobody()
    {
        await using var served = await Served.StartAsync();
        var slow = new List<TcpClient>();
        for (var i = 0; i < 50; i++)
        {
            slow.Add(await Raw.SendAsync(served.Url, "GET /api/model HTTP/1.1\r\nHost: local"));
        }

        Assert.NotNull(await served.JsonAsync("/api/model"));
        var answer = await Raw.AskAsync(served.Url, "POST /api/config HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/yaml\r\nContent-Length: 100\r\n\r\nmodel");
        Assert.StartsWith("HTTP/1.1 408", answer);
        Assert.Contains("application/problem+json", answer);
        slow.ForEach(s => s.Dispose());
    }

    [Theory]
    [InlineData("garbage\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("POST /api/model HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001")]
    public async Task Garbage_is_refused_without_a_word_too_many(string text)
    {
        await using var served = await Served.StartAsync();
        var answer = await Raw.AskAsync(served.Url, text + "\r\n\r\n");
        Assert.DoesNotContain(" at ", answer);
        Assert.Matches("^HTTP/1.1 400 ", answer);
        Assert.Empty(served.Log);
    }

    [Fact]
    public async Task Probes_say_what_is_not_well()
    {
        await using var served = await Served.StartAsync();
        served.System.NotReady = "no source delivers: rtsp://admin:hunter2pass@camera does not answer";
        using var ready = await served.SendAsync(HttpMethod.Get, "/readyz");
        var said = await Served.ProblemAsync(HttpStatusCode.ServiceUnavailable, ready);
        Assert.Contains("no source delivers", said);
        Assert.DoesNotContain("hunter2pass", said);
        Assert.Equal("ok", await served.Client.GetStringAsync("/livez", TestContext.Current.CancellationToken));
        (served.System.NotAlive, served.System.NotStarted) = ("the detector is stuck", "the model is warming up");
        using var alive = await served.SendAsync(HttpMethod.Get, "/livez");
        using var started = await served.SendAsync(HttpMethod.Get, "/startupz");
        Assert.Equal("the detector is stuck", await Served.ProblemAsync(HttpStatusCode.ServiceUnavailable, alive));
        Assert.Equal("the model is warming up", await Served.ProblemAsync(HttpStatusCode.ServiceUnavailable, started));
    }

    [Fact]
    public async Task Metrics_are_text_of_the_registry()
    {
        await using var served = await Served.StartAsync();
        Metrics.WithCustomRegistry(served.System.Registry).CreateCounter("dicnet_test_total", "A test.").Inc(3);
        using var answer = await served.SendAsync(HttpMethod.Get, "/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Contains("\ndicnet_test_total 3\n", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_configuration_is_shown_checked_and_applied()
    {
        await using var served = await Served.StartAsync();
        served.System.ConfigText = "streams:\n  - uri: rtsp://admin:hunter2pass@camera\n";
        using var shown = await served.SendAsync(HttpMethod.Get, "/api/config");
        Assert.Equal("text/yaml", shown.Content.Headers.ContentType?.MediaType);
        Assert.Equal("streams:\n  - uri: rtsp://***@camera\n", await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        using var check = await served.PostAsync("/api/config", "model: a", "application/yaml");
        Assert.Equal("""{"changes":[{"key":"events.lowLevel","effect":"live"},{"key":"streams.front.uri","effect":"restartsSource"}]}""", await check.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Null(served.System.Applied);
        using var apply = await served.PostAsync("/api/config?apply=true", "model: ä", "text/yaml");
        Assert.Equal("model: ä", served.System.Applied);
        using var wrong = await served.PostAsync("/api/config?apply=true", "modle: a", "text/yaml");
        Assert.Equal("text:1:1: there is no key 'modle'; did you mean 'model'?", await Served.ProblemAsync(HttpStatusCode.UnprocessableEntity, wrong));
        using var word = await served.PostAsync("/api/config?apply=yes", "model: a", "text/yaml");
        Assert.Contains("'apply'", await Served.ProblemAsync(HttpStatusCode.BadRequest, word));
        using var latin = new ByteArrayContent([0x6d, 0xe4]);
        latin.Headers.ContentType = new("text/yaml");
        using var broken = await served.Client.PostAsync("/api/config", latin, TestContext.Current.CancellationToken);
        Assert.Contains("UTF-8", await Served.ProblemAsync(HttpStatusCode.BadRequest, broken));
    }

    [Fact]
    public async Task A_model_is_shown_and_swapped_one_at_a_time()
    {
        await using var served = await Served.StartAsync();
        var model = served.System.Model;
        served.System.Model = null;
        using var loading = await served.SendAsync(HttpMethod.Get, "/api/model");
        await Served.ProblemAsync(HttpStatusCode.ServiceUnavailable, loading);
        served.System.Model = model;
        Assert.Equal("models/camvid", (string)(await served.JsonAsync("/api/model"))["folder"]!);
        using var swapped = await served.PostAsync("/api/model", """{"bundle":"models/other"}""");
        Assert.Equal(1, (int)JsonNode.Parse(await swapped.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["swaps"]!);
        using var refused = await served.PostAsync("/api/model", """{"bundle":"models/none"}""");
        Assert.Contains("there is no bundle", await Served.ProblemAsync(HttpStatusCode.UnprocessableEntity, refused));
        using var empty = await served.PostAsync("/api/model", "{}");
        await Served.ProblemAsync(HttpStatusCode.BadRequest, empty);

        var hold = new TaskCompletionSource();
        served.System.Swapping = hold.Task;
        var first = served.PostAsync("/api/model", """{"bundle":"models/a"}""");
        var second = served.PostAsync("/api/model", """{"bundle":"models/b"}""");
        await Served.ProblemAsync(HttpStatusCode.Conflict, await await Task.WhenAny(first, second));
        hold.SetResult();
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], (await Task.WhenAll(first, second)).Select(a => a.StatusCode).Order());
    }

    [Fact]
    public async Task The_interface_describes_itself()
    {
        await using var served = await Served.StartAsync();
        var document = await served.JsonAsync("/openapi.json");
        Assert.StartsWith("3.", (string)document["openapi"]!);
        var paths = document["paths"]!.AsObject();
        Assert.All(
            ["/api/streams", "/api/streams/{id}", "/api/streams/{id}/live.mjpeg", "/api/streams/{id}/latest.jpg", "/api/streams/{id}/heatmap.jpg", "/api/streams/{id}/pause",
             "/api/streams/{id}/resume", "/api/events", "/api/events/stream", "/api/events/{key}", "/api/events/{key}/raw.jpg", "/api/model", "/api/config", "/metrics", "/livez", "/readyz", "/startupz"],
            path => Assert.True(paths.ContainsKey(path), path));
        Assert.False(paths.ContainsKey("/login"));
        Assert.NotNull(paths["/api/streams"]!["post"]!["requestBody"]!["content"]!["application/json"]);
        Assert.Contains("restartsSource", document.ToJsonString());
    }
}
