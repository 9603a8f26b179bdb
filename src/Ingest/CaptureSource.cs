using System.Threading.Channels;
using OpenCvSharp;
using Prometheus;

namespace DiCNet.Ingest;

/// <summary>A video file. It waits for free frames and never drops one; what cannot be decoded ends it.</summary>
public sealed class CaptureSource : IFrameSource
{
    private const double FallbackFramesPerSecond = 25;

    private readonly VideoCapture _capture;
    private readonly Pool<Frame> _pool;
    private readonly MediaClock _clock;
    private readonly StreamMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly Histogram.Child _decodeSeconds;
    private Frame? _first;

    private CaptureSource(
        VideoCapture capture,
        Pool<Frame> pool,
        Frame first,
        SourceInfo info,
        StreamMetrics metrics,
        TimeProvider time,
        Histogram.Child decodeSeconds)
    {
        (_capture, _pool, _first, _metrics, _time, _decodeSeconds) = (capture, pool, first, metrics, time, decodeSeconds);
        _clock = new MediaClock(info.FramesPerSecond);
        Info = info;
    }

    /// <inheritdoc/>
    public SourceInfo Info { get; }

    /// <summary>Opens a video file and decodes its first picture. The caller owns the result.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read.</param>
    /// <param name="metrics">The instruments of its stream.</param>
    /// <param name="time">The clock that ages are measured with.</param>
    /// <param name="decodeSeconds">Takes the time per picture, in seconds.</param>
    /// <exception cref="UserError">
    /// No such file, a folder, empty, no video, cut before its index, no picture in it, or a picture of less than 16 x 16 pixels.
    /// </exception>
    public static CaptureSource Open(
        string path,
        SourceOptions options,
        StreamMetrics metrics,
        TimeProvider time,
        Histogram.Child decodeSeconds)
    {
        VideoFile.Check(path);
        VideoCapture? capture = null;
        Pool<Frame>? pool = null;
        Frame? first = null;
        try
        {
            // FFmpeg by name: left to choose, OpenCV reads a digit in a file's name as a numbered series of pictures.
            // The full path, because FFmpeg takes what stands before a colon for a protocol.
            capture = new VideoCapture(Path.GetFullPath(path), VideoCaptureAPIs.FFMPEG);
            if (!capture.IsOpened())
            {
                throw VideoFile.Unreadable(path);
            }

            pool = new Pool<Frame>(options.FramesInFlight, static () => new Frame());
            pool.TryRent(out first);
            if (!capture.Read(first!.Pixels) || first.Pixels.Empty())
            {
                throw VideoFile.NoPicture(path);
            }

            if (!PictureSize.IsEnough(first.Pixels))
            {
                throw new UserError(
                    $"its picture of {first.Pixels.Width} x {first.Pixels.Height} pixels is too small",
                    path,
                    $"give a video of at least {PictureSize.Least} x {PictureSize.Least} pixels");
            }

            var info = Describe(path, metrics.Stream, capture, first.Pixels);
            return new CaptureSource(capture, pool, first, info, metrics, time, decodeSeconds);
        }
        catch
        {
            first?.Dispose();
            pool?.Dispose();
            capture?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync(ChannelWriter<Frame> frames, CancellationToken stop)
    {
        // Decoding blocks its thread; it must not be the caller's.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            for (long sequence = 0; !stop.IsCancellationRequested; sequence++)
            {
                var frame = Interlocked.Exchange(ref _first, null);
                if (frame is null)
                {
                    frame = await _pool.RentAsync(stop);
                    if (!TryDecode(frame))
                    {
                        return;
                    }
                }

                // The first picture counts as decoded now: between opening and running, models may have been loaded.
                frame.Identify(_metrics, sequence, MediaTime(), _time.GetTimestamp());
                frames.HandOver(frame);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>Closes the file. Every frame must be home.</summary>
    /// <exception cref="InvalidOperationException">A frame is still lent: a leak.</exception>
    public void Dispose()
    {
        Interlocked.Exchange(ref _first, null)?.Dispose();
        _capture.Dispose();
        _pool.Dispose();
    }

    private static SourceInfo Describe(string path, StreamId stream, VideoCapture capture, Mat first)
    {
        var rate = capture.Get(VideoCaptureProperties.Fps);
        var plausible = MediaClock.IsPlausible(rate);
        var count = capture.Get(VideoCaptureProperties.FrameCount);
        var counted = VideoFile.CountsFrames(path);
        // Where the container has no count, OpenCV multiplies duration and rate: one implausible makes the other so.
        var expected = count >= 1 && count < long.MaxValue && (counted || plausible) ? (long?)count : null;
        return new SourceInfo(
            stream,
            path,
            first.Width,
            first.Height,
            plausible ? rate : FallbackFramesPerSecond,
            counted ? expected : null,
            expected);
    }

    private bool TryDecode(Frame frame)
    {
        var decoded = false;
        try
        {
            var began = _time.GetTimestamp();
            decoded = _capture.Read(frame.Pixels) && !frame.Pixels.Empty();
            _decodeSeconds.Observe(_time.GetElapsedTime(began).TotalSeconds);
            return decoded;
        }
        finally
        {
            if (!decoded)
            {
                frame.Dispose();
            }
        }
    }

    private TimeSpan MediaTime()
    {
        // OpenCV counts from the start of the stream. OpenCV 4.6 gives 0 for the frames that a decoder held back for
        // reordering and handed out after the end of the file: with B-frames the last two or so. Repairing them is exact
        // where the rate is constant.
        var time = _clock.Next(_capture.Get(VideoCaptureProperties.PosMsec) / 1000, out var repaired);
        if (repaired)
        {
            _metrics.CountRepairedPts();
        }

        return time;
    }
}
