using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using DiCNet.Render;
using Prometheus;
using Xunit;

namespace DiCNet.Tests.Render;

public sealed class WebhookTests : IDisposable
{
    private const string Password = "Canary7Pa55word";

    private readonly Folder _folder = new();
    private readonly Verdicts _verdicts = new();
    private readonly SinkMetrics _metrics = new(new OutputMetrics(Metrics.NewCustomRegistry()), new StreamId("road"), "webhook");
    private readonly int _port = FreePort();

    public void Dispose()
    {
        _verdicts.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Messages_that_waited_for_the_server_come_in_order()
    {
        await using var output = Make();
        output.Write(Events(1, 20));
        await Until(() => output.Status.Fault is not null);
        Assert.Equal("the webhook cannot be reached", output.Status.Fault);
        using var server = new Server(_port);
        await Until(() => _metrics.Written == 20);
        Assert.Null(output.Status.Fault);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"road-{i:D5}"), server.Ids);
        var first = server.Posts.First();
        Assert.Equal("application/json", first.ContentType);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("operator:" + Password)), first.Authorization);
        Assert.Matches("^road-00001/1/[0-9a-f]{12}$", first.Key);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    [InlineData(429)]
    public async Task An_answer_that_may_pass_is_tried_again_with_the_same_key(int code)
    {
        using var server = new Server(_port) { Answer = n => n < 3 ? code : 200 };
        await using var output = Make();
        output.Write(Events(1, 2));
        await Until(() => _metrics.Written == 2);
        Assert.Equal(["road-00001", "road-00001", "road-00001", "road-00002"], server.Ids);
        Assert.Equal(2, server.Posts.Select(p => p.Key).Distinct().Count());
        Assert.Equal(0, _metrics.Lost);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(307)]
    public async Task An_answer_that_will_not_change_drops_the_message(int code)
    {
        using var server = new Server(_port) { Answer = n => n == 1 ? code : 204 };
        await using var output = Make();
        output.Write(Events(1, 2));
        await Until(() => _metrics.Written == 1);
        Assert.Equal(["road-00001", "road-00002"], server.Ids);
        Assert.Equal(new OutputStatus("webhook", $"the webhook answered {code}; the message was dropped", 1, 1), output.Status);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_asked_again()
    {
        var hold = new TaskCompletionSource();
        using var server = new Server(_port) { Before = n => n == 1 ? hold.Task : Task.CompletedTask };
        await using var output = Make(timeout: 0.3);
        output.Write(Events(1, 1));
        await Until(() => output.Status.Fault is not null);
        Assert.Equal("the webhook does not answer in time", output.Status.Fault);
        await Until(() => _metrics.Written == 1);
        hold.SetResult();
        Assert.True(server.Posts.Count >= 2);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_pause_gets_it()
    {
        using var server = new Server(_port) { Answer = n => n == 1 ? 429 : 200, RetryAfter = "1" };
        await using var output = Make();
        output.Write(Events(1, 1));
        await Until(() => _metrics.Written == 1);
        Assert.True(server.Posts.Last().At - server.Posts.First().At > TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public async Task What_is_left_is_sent_after_a_restart_in_order()
    {
        await using (var output = Make())
        {
            output.Write(Events(1, 5));
            await Until(() => Directory.GetFiles(_folder.Path).Length == 5);
        }

        using var server = new Server(_port);
        await using var next = Make();
        next.Write(Events(6, 2));
        await Until(() => _metrics.Written == 7);
        Assert.Equal(Enumerable.Range(1, 7).Select(i => $"road-{i:D5}"), server.Ids);
    }

    [Fact]
    public async Task A_message_under_way_may_end_when_the_output_does()
    {
        var hold = new TaskCompletionSource();
        using var server = new Server(_port) { Before = _ => hold.Task };
        var output = Make();
        output.Write(Events(1, 3));
        await Until(() => server.Posts.Count == 1);
        var ending = output.DisposeAsync();
        hold.SetResult();
        await ending;
        Assert.Equal(1, _metrics.Written);
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_a_fault_and_counts()
    {
        File.WriteAllText(_folder.File("box"), "a file, no folder");
        await using var output = Make(folder: _folder.File("box"));
        output.Write(Events(1, 3));
        await Until(() => _metrics.Lost == 3);
        Assert.Contains("cannot be kept", output.Status.Fault);
    }

    [Theory]
    [InlineData("ftp://operator:Canary7Pa55word@host/x")]
    [InlineData("operator:Canary7Pa55word@host")]
    public void An_address_of_another_kind_is_the_users_to_fix(string address)
    {
        var error = Assert.Throws<UserError>(() => new WebhookOutput(_verdicts.Stream, address, _folder.Path, 10, _metrics, TimeProvider.System));
        Assert.DoesNotContain(Password, error.ToString());
    }

    private WebhookOutput Make(double timeout = 5, string? folder = null) =>
        new(_verdicts.Stream, $"http://operator:{Password}@127.0.0.1:{_port}/hook?token={Password}", folder ?? _folder.Path, 100, _metrics, TimeProvider.System)
        {
            FirstPause = TimeSpan.FromMilliseconds(20),
            Timeout = TimeSpan.FromSeconds(timeout),
        };

    private AnomalyEvent[] Events(int first, int count) => [.. Enumerable.Range(first, count).Select(i => _verdicts.Event(i))];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    private sealed record Post(string Id, string? Key, string? ContentType, string? Authorization, TimeSpan At);

    private sealed class Server : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly long _start = TimeProvider.System.GetTimestamp();
        private readonly int _port;

        public Server(int port)
        {
            _port = port;
            _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            _listener.Start();
            _ = RunAsync();
        }

        public ConcurrentQueue<Post> Posts { get; } = new();

        public IEnumerable<string> Ids => Posts.Select(p => p.Id);

        public Func<int, int> Answer { get; init; } = _ => 200;

        public Func<int, Task> Before { get; init; } = _ => Task.CompletedTask;

        public string? RetryAfter { get; init; }

        public void Dispose() => _listener.Close();

        private async Task RunAsync()
        {
            try
            {
                while (true)
                {
                    _ = AnswerAsync(await _listener.GetContextAsync());
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
            }
        }

        private async Task AnswerAsync(HttpListenerContext context)
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            var headers = context.Request.Headers;
            Posts.Enqueue(new Post(
                EventJson.Read(body.ToArray()).Id, headers["Idempotency-Key"], headers["Content-Type"], headers["Authorization"], TimeProvider.System.GetElapsedTime(_start)));
            var number = Posts.Count;
            await Before(number);
            context.Response.StatusCode = Answer(number);
            context.Response.Headers["Location"] = $"http://127.0.0.1:{_port}/elsewhere";
            if (RetryAfter is not null)
            {
                context.Response.Headers["Retry-After"] = RetryAfter;
            }

            try
            {
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
            }
        }
    }
}
