using System.Threading.Channels;
using DiCNet.Ingest;
using Prometheus;

namespace DiCNet.Tests.Ingest;

/// <summary>Reads sources to their end. Disposing the source afterwards throws when a frame is still lent.</summary>
static class Reading
{
    public static readonly SourceOptions TwoFrames = new() { FramesInFlight = 2 };

    public static StreamMetrics Metrics() => new PipelineMetrics(Prometheus.Metrics.NewCustomRegistry()).Of(new StreamId("test"));

    public static Histogram.Child Seconds() => new PipelineMetrics(Prometheus.Metrics.NewCustomRegistry()).StageSeconds("decode");

    /// <summary>A video file, with two frames.</summary>
    public static Recording Video(string path, StreamMetrics metrics) =>
        new(VideoPictures.OpenFile(path, metrics.Stream, TimeProvider.System, Seconds()), 2, metrics, TimeProvider.System);

    public static async Task<List<Seen>> AllAsync(IFrameSource source, Action<Frame>? look = null)
    {
        var frames = Channel.CreateBounded<Frame>(16);
        var running = frames.Writer.Completing(() => source.RunAsync(frames.Writer, CancellationToken.None));
        var seen = new List<Seen>();
        while (await frames.Reader.WaitToReadAsync())
        {
            while (frames.Reader.TryRead(out var frame))
            {
                using (frame)
                {
                    seen.Add(new Seen(frame.Sequence, frame.MediaTime, frame.Pixels.Width, frame.Pixels.Height));
                    look?.Invoke(frame);
                }
            }
        }

        await running;
        return seen;
    }

    /// <summary>Takes some frames, stops the source, and gives back what it still hands out.</summary>
    public static async Task StopAfterAsync(IFrameSource source, int taken)
    {
        var frames = Channel.CreateBounded<Frame>(16);
        using var stop = new CancellationTokenSource();
        var running = frames.Writer.Completing(() => source.RunAsync(frames.Writer, stop.Token));
        for (var i = 0; i < taken && await frames.Reader.WaitToReadAsync(); i++)
        {
            if (frames.Reader.TryRead(out var frame))
            {
                frame.Dispose();
            }
        }

        await stop.CancelAsync();
        await running;
        frames.Reader.Drain();
    }

    /// <summary>A frame as it came out.</summary>
    internal sealed record Seen(long Sequence, TimeSpan Time, int Width, int Height);
}
