using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Channels;

namespace DiCNet.Render;

/// <summary>Posts event messages to an address, one at a time and in order, from an <see cref="Outbox"/> that survives a restart.</summary>
/// <remarks>
/// Delivery is at least once: the header <c>Idempotency-Key</c> is the same for each delivery of a message. An answer of 2xx takes it;
/// 408, 429, 5xx and no answer are tried again, with growing pauses and for ever; any other answer drops the message, a redirect too.
/// No cookies are kept and no proxy is used, whatever the environment says. The address never stands in a message.
/// </remarks>
sealed class WebhookOutput : IMessageOutput
{
    private const int MostTaken = 1024;
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_longestAskedPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_refusalShown = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_lastWait = TimeSpan.FromSeconds(2);

    private readonly Uri _address;
    private readonly AuthenticationHeaderValue? _user;
    private readonly SinkMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly Outbox _outbox;
    private readonly HttpClient _http;
    private readonly Channel<AnomalyEvent> _taken;
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly Task _running;
    private volatile string? _keepFault;
    private volatile string? _sendFault;
    private volatile Refusal? _refusal;

    /// <summary>Starts its tasks; what an earlier run left is sent first.</summary>
    /// <exception cref="UserError">The address is not one of http or https.</exception>
    public WebhookOutput(StreamId stream, string address, string outboxFolder, int mostMessages, SinkMetrics metrics, TimeProvider clock)
    {
        Redactor.LearnAddress(address);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new UserError("the webhook's address is not one of http or https", $"stream {stream}", "write it as https://host/path");
        }

        _address = new UriBuilder(uri) { UserName = "", Password = "" }.Uri;
        if (uri.UserInfo.Length > 0)
        {
            _user = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(uri.UserInfo))));
        }

        (_metrics, _clock) = (metrics, clock);
        _outbox = new Outbox(stream, Path.GetFullPath(outboxFolder), mostMessages, metrics);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        _taken = Channel.CreateBounded<AnomalyEvent>(new BoundedChannelOptions(MostTaken) { FullMode = BoundedChannelFullMode.DropOldest }, _ => metrics.CountDropped());
        _running = Task.WhenAll(Task.Run(KeepAsync), Task.Run(SendAsync));
    }

    /// <inheritdoc/>
    public OutputStatus Status => new(
        "webhook",
        _keepFault ?? _sendFault ?? (_refusal is { } r && _clock.GetElapsedTime(r.At) < s_refusalShown ? r.Text : null),
        _metrics.Written,
        _metrics.Lost);

    /// <summary>Time for one answer.</summary>
    internal TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The first pause after a failure.</summary>
    internal TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public void Write(IReadOnlyList<AnomalyEvent> messages)
    {
        foreach (var message in messages)
        {
            if (!_taken.Writer.TryWrite(message))
            {
                _metrics.CountDropped();
            }
        }
    }

    /// <summary>Waits two seconds at most for the message under way; what is left stays in the outbox.</summary>
    public async ValueTask DisposeAsync()
    {
        _taken.Writer.TryComplete();
        await _stop.CancelAsync();
        await Task.WhenAny(_running, Task.Delay(s_lastWait, _clock));
        await _abort.CancelAsync();

        // A disk that hangs must not hold the program.
        await Task.WhenAny(_running, Task.Delay(s_lastWait, _clock));
        while (_taken.Reader.TryRead(out _))
        {
            _metrics.CountDropped();
        }

        if (_running.IsCompleted)
        {
            await _running;
            _http.Dispose();
            _stop.Dispose();
            _abort.Dispose();
        }
    }

    private async Task KeepAsync()
    {
        Keep(_outbox.Open);
        while (await _taken.Reader.WaitToReadAsync())
        {
            while (_taken.Reader.TryRead(out var message))
            {
                if (!Keep(() => _outbox.Add(message)))
                {
                    _metrics.CountFailed();
                }
            }
        }
    }

    private bool Keep(Action act)
    {
        try
        {
            act();
            _keepFault = null;
            _bell.Writer.TryWrite(true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _keepFault = Redactor.Clean($"messages cannot be kept in the outbox ({e.Message})");
            return false;
        }
    }

    private async Task SendAsync()
    {
        var failures = 0;
        while (!_stop.IsCancellationRequested)
        {
            if (_outbox.Oldest() is not { } letter)
            {
                await Quiet(_bell.Reader.WaitToReadAsync(_stop.Token).AsTask());
                _bell.Reader.TryRead(out _);
                continue;
            }

            var (outcome, asked) = await PostAsync(letter);
            if (outcome is { } fault)
            {
                _sendFault = fault;
                await Quiet(Task.Delay(PauseAfter(failures++, asked), _clock, _stop.Token));
                continue;
            }

            (failures, _sendFault) = (0, null);
        }
    }

    // The fault when the message is to be sent again, and the pause that the other side asked for.
    private async Task<(string? Fault, TimeSpan? Asked)> PostAsync(Outbox.Letter letter)
    {
        using var late = new CancellationTokenSource(Timeout, _clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _abort.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, _address);
        request.Content = new ByteArrayContent(letter.Line);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = _user;
        request.Headers.Add("Idempotency-Key", letter.Key);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            var code = (int)answer.StatusCode;
            if (answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || code >= 500)
            {
                var after = answer.Headers.RetryAfter;
                return ($"the webhook answers {code}; the message is sent again later", after?.Delta ?? (after?.Date - _clock.GetUtcNow()));
            }

            if (!_outbox.Remove(letter))
            {
                return (null, null);
            }

            if (answer.IsSuccessStatusCode)
            {
                _metrics.CountWritten(_clock.GetUtcNow() - (letter.Message.Time ?? _clock.GetUtcNow()));
            }
            else
            {
                _metrics.CountFailed();
                _refusal = new Refusal($"the webhook answered {code}; the message was dropped", _clock.GetTimestamp());
            }

            return (null, null);
        }
        catch (OperationCanceledException)
        {
            return ("the webhook does not answer in time", null);
        }
        catch (HttpRequestException e)
        {
            // Its own text has the host's name in it.
            return ("the webhook " + e.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "has a host whose name is not known",
                HttpRequestError.ConnectionError => "cannot be reached",
                HttpRequestError.SecureConnectionError => "makes no secure connection: see its certificate",
                _ => "broke the connection off",
            }, null);
        }
    }

    private TimeSpan PauseAfter(int failures, TimeSpan? asked)
    {
        // Streams that failed together do not come back together.
        var doubled = FirstPause * Math.Pow(2, Math.Min(failures, 30));
        var pause = (doubled < s_longestPause ? doubled : s_longestPause) * (1 - 0.25 * Random.Shared.NextDouble());
        return asked is not { } wish || wish < pause ? pause : wish < s_longestAskedPause ? wish : s_longestAskedPause;
    }

    private static async Task Quiet(Task waiting) => await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private sealed record Refusal(string Text, long At);
}
