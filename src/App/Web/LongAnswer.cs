using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace DiCNet.App.Web;

/// <summary>An answer that goes on until the client leaves, the server stops, or the client does not take what is sent for ten seconds.</summary>
sealed class LongAnswer : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly HttpContext _context;
    private readonly CancellationTokenSource _end;

    public LongAnswer(HttpContext context, CancellationToken serverStops)
    {
        _context = context;
        _end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, serverStops);
    }

    /// <summary>Cancelled when the answer is to end.</summary>
    public CancellationToken End => _end.Token;

    /// <summary>Runs the loop that writes; its end by <see cref="End"/> is an ordinary one.</summary>
    public async Task RunAsync(Func<Task> loop)
    {
        try
        {
            await loop();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            _context.Abort();
        }
    }

    public void Write(ReadOnlySpan<byte> bytes) => _context.Response.BodyWriter.Write(bytes);

    /// <summary>Sends what was written.</summary>
    public async Task FlushAsync()
    {
        _end.CancelAfter(s_patience);
        await _context.Response.BodyWriter.FlushAsync(End);
        _end.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _end.Dispose();
}
