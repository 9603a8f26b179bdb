using System.Net;
using DiCNet.App.Options;
using Xunit;

namespace DiCNet.Tests.App.Web;

public sealed class AccessTests
{
    private const string Token = "correct-horse-battery";
    private static readonly ServerOptions s_guarded = new() { Token = Token, RequestsPerSecond = 100_000 };

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:8090")]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9:1")]
    [InlineData("[::1]:8090")]
    public async Task Without_a_token_this_machine_may_ask(string host)
    {
        await using var served = await Served.StartAsync();
        using var answer = await served.SendAsync(HttpMethod.Get, "/api/streams", r => r.Headers.Host = host);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example:8090")]
    [InlineData("192.168.1.7")]
    public async Task Without_a_token_a_foreign_name_for_this_machine_is_refused(string host)
    {
        await using var served = await Served.StartAsync();
        using var answer = await served.SendAsync(HttpMethod.Get, "/api/streams", r => r.Headers.Host = host);
        await Served.ProblemAsync(HttpStatusCode.MisdirectedRequest, answer);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost:1")]
    [InlineData("null")]
    [InlineData("nonsense")]
    public async Task A_page_of_another_origin_changes_nothing(string origin)
    {
        await using var served = await Served.StartAsync();
        served.System.Add();
        using var answer = await served.SendAsync(HttpMethod.Post, "/api/streams/front/pause", r => r.Headers.Add("Origin", origin));
        await Served.ProblemAsync(HttpStatusCode.Forbidden, answer);
        Assert.NotEqual(DiCNet.Ingest.SourceState.Paused, served.System.Find("front")!.Status.State);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain")]
    public async Task A_form_changes_nothing(string type)
    {
        await using var served = await Served.StartAsync();
        served.System.Add();
        using var answer = await served.SendAsync(HttpMethod.Post, "/api/streams/front/pause", r =>
        {
            r.Content = new StringContent("a=b");
            r.Content.Headers.Remove("Content-Type");
            r.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        });
        await Served.ProblemAsync(HttpStatusCode.UnsupportedMediaType, answer);
    }

    [Fact]
    public async Task The_own_page_may_change_things()
    {
        await using var served = await Served.StartAsync();
        served.System.Add();
        using var answer = await served.SendAsync(HttpMethod.Post, "/api/streams/front/pause", r => r.Headers.Add("Origin", served.Url.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Theory]
    [InlineData("/api/streams")]
    [InlineData("/api/streams/front/live.mjpeg")]
    [InlineData("/api/events/stream")]
    [InlineData("/api/config")]
    [InlineData("/metrics")]
    [InlineData("/openapi.json")]
    [InlineData("/nothing")]
    public async Task With_a_token_nothing_is_told_without_it(string path)
    {
        await using var served = await Served.StartAsync(s_guarded);
        using var answer = await served.SendAsync(HttpMethod.Get, path);
        await Served.ProblemAsync(HttpStatusCode.Unauthorized, answer);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        foreach (var wrong in (string[])["", "x", Token + "x", Token[..^1]])
        {
            using var client = served.NewClient();
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {wrong}");
            using var again = await client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
        }
    }

    [Fact]
    public async Task The_page_sends_to_the_login()
    {
        await using var served = await Served.StartAsync(s_guarded);
        using var answer = await served.SendAsync(HttpMethod.Get, "/");
        Assert.Equal((HttpStatusCode.Redirect, "/login"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        using var login = await served.SendAsync(HttpMethod.Get, "/login");
        Assert.Contains("<form", await login.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var style = await served.SendAsync(HttpMethod.Get, "/login.css");
        Assert.Equal(HttpStatusCode.OK, style.StatusCode);
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    [InlineData("/startupz")]
    public async Task Probes_need_no_token(string path)
    {
        await using var served = await Served.StartAsync(s_guarded);
        using var answer = await served.SendAsync(HttpMethod.Get, path);
        Assert.Equal("ok", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_token_opens_as_bearer()
    {
        await using var served = await Served.StartAsync(s_guarded);
        using var client = served.NewClient(Token);
        Assert.Equal("[]", await client.GetStringAsync("/api/streams", TestContext.Current.CancellationToken));
        Assert.NotNull(await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_login_gives_a_cookie_that_opens_and_is_not_the_token()
    {
        await using var served = await Served.StartAsync(s_guarded);
        using var login = await LogInAsync(served, Token);
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (login.StatusCode, login.Headers.Location?.ToString()));
        var cookie = login.Headers.GetValues("Set-Cookie").First(c => c.StartsWith($"dicnet-{served.Url.Port}="));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.DoesNotContain("secure", cookie);
        Assert.DoesNotContain(Token, string.Join("", login.Headers.GetValues("Set-Cookie")));

        var value = cookie.Split(';')[0];
        using var answer = await served.SendAsync(HttpMethod.Get, "/api/streams", r => r.Headers.Add("Cookie", value));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var (until, nonce, signature) = (value.Split('=')[1].Split('.')[0], value.Split('.')[1], value.Split('.')[2]);
        string[] all =
        [
            $"{until}0.{nonce}.{signature}", $"{until}.{nonce}0.{signature}", $"{until}.{nonce}.{new string('0', 64)}", $"{until}.{signature}", $"{until}.{nonce}.", "..", ".", "",
            "1.2.3", $"0.{nonce}.{signature}", $"0{until}.{nonce}.{signature}", $"{until}.{nonce}.é", $"{until}.é.{signature}",
        ];
        foreach (var forged in all)
        {
            using var refused = await served.SendAsync(HttpMethod.Get, "/api/streams", r => r.Headers.TryAddWithoutValidation("Cookie", $"dicnet-{served.Url.Port}={Uri.EscapeDataString(forged)}"));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var foreign = await served.SendAsync(HttpMethod.Post, "/api/streams/front/pause", r => { r.Headers.Add("Cookie", value); r.Headers.Add("Origin", "https://evil.example"); });
        await Served.ProblemAsync(HttpStatusCode.Forbidden, foreign);
        using var logout = await served.SendAsync(HttpMethod.Post, "/logout", r => { r.Headers.Add("Cookie", value); r.Headers.Add("Origin", "null"); });
        Assert.Equal("/login", logout.Headers.Location?.ToString());
        Assert.Contains(logout.Headers.GetValues("Set-Cookie"), c => c.StartsWith($"dicnet-{served.Url.Port}=;"));
    }

    [Fact]
    public async Task A_copy_of_a_cookie_ends_with_its_session_and_no_other_does()
    {
        await using var served = await Served.StartAsync(s_guarded);
        var (first, second) = (await CookieAsync(), await CookieAsync());
        Assert.NotEqual(first, second);
        using var logout = await served.SendAsync(HttpMethod.Post, "/logout", r => r.Headers.Add("Cookie", first));
        using var refused = await served.SendAsync(HttpMethod.Get, "/api/streams", r => r.Headers.Add("Cookie", first));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var answer = await served.SendAsync(HttpMethod.Get, "/api/streams", r => r.Headers.Add("Cookie", second));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        async Task<string> CookieAsync()
        {
            using var login = await LogInAsync(served, Token);
            return login.Headers.GetValues("Set-Cookie").First(c => c.StartsWith($"dicnet-{served.Url.Port}=")).Split(';')[0];
        }
    }

    [Fact]
    public async Task A_wrong_token_leads_back_and_attempts_are_few()
    {
        await using var served = await Served.StartAsync(s_guarded);
        using var wrong = await LogInAsync(served, "guess");
        Assert.Equal("/login#wrong", wrong.Headers.Location?.ToString());
        Assert.False(wrong.Headers.Contains("Set-Cookie"));
        for (var i = 0; ; i++)
        {
            using var attempt = await LogInAsync(served, $"guess{i}");
            if (attempt.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await Served.ProblemAsync(HttpStatusCode.TooManyRequests, attempt);
                break;
            }

            Assert.InRange(i, 0, 20);
        }

        using var token = await served.PostAsync("/login", "{}");
        Assert.NotEqual(HttpStatusCode.OK, token.StatusCode);
    }

    private static Task<HttpResponseMessage> LogInAsync(Served served, string token) => served.Client.PostAsync(
        "/login", new FormUrlEncodedContent([KeyValuePair.Create("token", token)]), TestContext.Current.CancellationToken);
}
