using System.Threading.Channels;

namespace DiCNet.Render;

/// <summary>Somebody who watches: a mailbox of one picture, in which the newest wins.</summary>
public sealed class Viewer : IDisposable
{
    /// <summary>JPEG files as they come; completed when the stream is removed.</summary>
    public ChannelReader<byte[]> Pictures => throw new NotSupportedException();

    /// <summary>Leaves.</summary>
    public void Dispose() => throw new NotSupportedException();
}
