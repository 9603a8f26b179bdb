using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Xunit;

namespace DiCNet.Tests.App.Web;

/// <summary>One who follows the server-sent events.</summary>
sealed class News : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private News(HttpResponseMessage answer, Stream stream)
    {
        _answer = answer;
        _items = SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator();
    }

    public string? ContentType => _answer.Content.Headers.ContentType?.MediaType;

    public static async Task<News> OpenAsync(Served served, string? last = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/events/stream");
        request.Headers.Add("Last-Event-ID", last is null ? [] : [last]);
        var answer = await served.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return new News(answer, await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next message of this kind; others are passed over.</summary>
    public async Task<Message> NextAsync(string kind)
    {
        while (await _items.MoveNextAsync())
        {
            if (_items.Current.EventType == kind)
            {
                return new Message(_items.Current.EventId!, JsonNode.Parse(_items.Current.Data)!);
            }
        }

        throw new EndOfStreamException($"the answer ended before a message '{kind}'");
    }

    public async ValueTask DisposeAsync()
    {
        _answer.Dispose();
        try
        {
            await _items.DisposeAsync();
        }
        catch (NotSupportedException)
        {
            // A read is under way; the connection is gone all the same.
        }
    }

    public sealed record Message(string Id, JsonNode Data);
}
