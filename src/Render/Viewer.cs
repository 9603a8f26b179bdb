using System.Threading.Channels;

namespace DiCNet.Render;

/// <summary>Somebody who watches: a mailbox of one picture, in which the newest wins.</summary>
public sealed class Viewer : IDisposable
{
    private readonly Channel<byte[]> _mailbox = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Action<Viewer> _leave;
    private int _left;

    internal Viewer(Action<Viewer> leave) => _leave = leave;

    /// <summary>JPEG files as they come; completed when the stream is removed.</summary>
    public ChannelReader<byte[]> Pictures => _mailbox.Reader;

    /// <summary>Leaves.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
        {
            _leave(this);
            End();
        }
    }

    internal void Show(byte[] jpeg) => _mailbox.Writer.TryWrite(jpeg);

    internal void End() => _mailbox.Writer.TryComplete();
}
