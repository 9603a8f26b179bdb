using System.Threading.Channels;

namespace DiCNet.Render;

/// <summary>The pictures of one stream for people who watch. Encoded once however many watch, and only while somebody does.</summary>
/// <remarks>A viewer who does not read keeps one old picture and slows nobody. Any number of threads.</remarks>
public sealed class LiveView
{
    /// <summary>How many watch.</summary>
    public int Viewers => throw new NotSupportedException();

    /// <summary>Begins to watch: the result gives JPEG files, the newest only. Disposing it ends that.</summary>
    /// <returns>Null when there are too many viewers.</returns>
    public Viewer? Watch(ViewKind kind) => throw new NotSupportedException();

    /// <summary>The newest picture as JPEG, encoded for this call when it was not yet.</summary>
    /// <param name="kind">What it shows.</param>
    /// <param name="patience">How long to wait for the first picture.</param>
    /// <returns>Null when none came.</returns>
    public Task<byte[]?> LatestAsync(ViewKind kind, TimeSpan patience) => throw new NotSupportedException();
}
