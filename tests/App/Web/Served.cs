using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using DiCNet.App.Options;
using DiCNet.App.Web;
using Xunit;

namespace DiCNet.Tests.App.Web;

/// <summary>A real server at a free port of this machine, and a client of it.</summary>
sealed class Served : IAsyncDisposable
{
    private readonly WebServer _server;
    private readonly List<string> _log;

    private Served(WebServer server, WebSystem system, List<string> log)
    {
        (_server, System, _log) = (server, system, log);
        Client = NewClient();
    }

    public WebSystem System { get; }

    public HttpClient Client { get; }

    public Uri Url => _server.Url;

    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_log)
            {
                return [.. _log];
            }
        }
    }

    public static async Task<Served> StartAsync(ServerOptions? options = null, WebSystem? system = null)
    {
        var log = new List<string>();
        var shown = system ?? new WebSystem();
        var asked = options ?? new ServerOptions { RequestsPerSecond = 100_000 };
        var server = await WebServer.StartAsync(asked with { Port = 0 }, shown, line => { lock (log) { log.Add(line); } }, TimeProvider.System);
        return new Served(server, shown, log);
    }

    public HttpClient NewClient(string? token = null)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ResponseDrainTimeout = TimeSpan.Zero,
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=rig" },
        }) { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(30) };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        return client;
    }

    public async Task<JsonNode> JsonAsync(string path) => JsonNode.Parse(await Client.GetStringAsync(path, TestContext.Current.CancellationToken))!;

    public Task<HttpResponseMessage> PostAsync(string path, string body, string type = "application/json") =>
        Client.PostAsync(path, new StringContent(body, Encoding.UTF8, type), TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(method, path);
        change?.Invoke(request);
        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Holds an answer to be a problem of this status, and gives its detail.</summary>
    public static async Task<string> ProblemAsync(HttpStatusCode status, HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == answer.StatusCode, $"{answer.StatusCode}: {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("   at ", body);
        Assert.DoesNotContain("at DiCNet", body);
        Assert.DoesNotContain("Microsoft.", body);
        var problem = JsonNode.Parse(body)!;
        Assert.Equal((int)status, (int)problem["status"]!);
        Assert.NotEmpty((string)problem["title"]!);
        return (string)problem["detail"]!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}
