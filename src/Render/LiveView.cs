using OpenCvSharp;
using Prometheus;

namespace DiCNet.Render;

/// <summary>The pictures of one stream for people who watch. Encoded once however many watch, and only while somebody does.</summary>
/// <remarks>A viewer who does not read keeps one old picture and slows nobody. Any number of threads.</remarks>
public sealed class LiveView : IAsyncDisposable
{
    private readonly int _mostViewers;
    private readonly Gauge.Child _gauge;
    private readonly JpegView[] _views;
    private int _viewers;

    internal LiveView(StreamId stream, OutputOptions options, OutputMetrics metrics, TimeProvider clock)
    {
        (_mostViewers, _gauge) = (options.Viewers, metrics.Viewers.WithLabels(stream.Name));
        _views = [.. Enum.GetNames<ViewKind>().Select(k => new JpegView(options.JpegQuality, metrics.Encodes.WithLabels(stream.Name, k.ToLowerInvariant()), clock))];
    }

    /// <summary>How many watch.</summary>
    public int Viewers => Volatile.Read(ref _viewers);

    /// <summary>Begins to watch: the result gives JPEG files, the newest only. Disposing it ends that.</summary>
    /// <returns>Null when there are too many viewers.</returns>
    public Viewer? Watch(ViewKind kind)
    {
        if (Interlocked.Increment(ref _viewers) > _mostViewers)
        {
            Interlocked.Decrement(ref _viewers);
            return null;
        }

        _gauge.Inc();
        return _views[(int)kind].Watch(() =>
        {
            Interlocked.Decrement(ref _viewers);
            _gauge.Dec();
        });
    }

    /// <summary>The newest picture as JPEG, encoded for this call when it was not yet.</summary>
    /// <param name="kind">What it shows.</param>
    /// <param name="patience">How long to wait for a new picture.</param>
    /// <returns>The last one when none came in time; null when there never was one.</returns>
    public Task<byte[]?> LatestAsync(ViewKind kind, TimeSpan patience) => _views[(int)kind].LatestAsync(patience);

    /// <summary>Ends the encoders and tells the viewers.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var view in _views)
        {
            await view.DisposeAsync();
        }
    }

    /// <summary>Whether somebody watches this kind, or waits for it.</summary>
    internal bool Wants(ViewKind kind) => _views[(int)kind].IsWanted;

    /// <summary>Copies a picture to be encoded; never waits.</summary>
    /// <param name="kind">What it shows.</param>
    /// <param name="picture">Lent for the call.</param>
    internal void Offer(ViewKind kind, Mat picture) => _views[(int)kind].Offer(picture);
}
