using System.Net.Sockets;
using System.Text;
using Xunit;

namespace DiCNet.Tests.App.Web;

/// <summary>Requests that no well-behaved client sends.</summary>
static class Raw
{
    /// <summary>Sends bytes and reads nothing.</summary>
    public static async Task<TcpClient> SendAsync(Uri url, string text)
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(url.Host, url.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Sends bytes and reads all that comes until the server closes.</summary>
    public static async Task<string> AskAsync(Uri url, string text)
    {
        using var client = await SendAsync(url, text);
        using var answer = new MemoryStream();
        await client.GetStream().CopyToAsync(answer, TestContext.Current.CancellationToken);
        return Encoding.Latin1.GetString(answer.ToArray());
    }
}
