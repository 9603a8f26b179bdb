using System.Net;
using System.Net.Sockets;

namespace DiCNet.Tests.Ingest;

/// <summary>A TCP server that does to each connection what it is told to.</summary>
sealed class OddServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    /// <summary>Starts it.</summary>
    /// <param name="serve">Writes to a connection, the first of which is number 0; returning closes it.</param>
    public OddServer(Func<NetworkStream, int, CancellationToken, Task> serve)
    {
        _listener.Start();
        _serving = Task.Run(() => ServeAsync(serve));
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<NetworkStream, int, CancellationToken, Task> serve)
    {
        var connections = new List<Task>();
        try
        {
            for (var i = 0; ; i++)
            {
                connections.Add(OneAsync(await _listener.AcceptTcpClientAsync(_stop.Token), i));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }

        async Task OneAsync(TcpClient client, int number)
        {
            using (client)
            {
                try
                {
                    await serve(client.GetStream(), number, _stop.Token);
                }
                catch (Exception e) when (e is IOException or OperationCanceledException)
                {
                    // The reader has gone, or the test is over.
                }
            }
        }
    }
}
