using OpenCvSharp;
using Prometheus;

namespace DiCNet.Ingest;

/// <summary>The pictures of a video file or of a camera at this machine, decoded by OpenCV.</summary>
sealed class VideoPictures : IPictures
{
    private readonly VideoCapture _capture;
    private readonly TimeProvider _time;
    private readonly Histogram.Child _decodeSeconds;
    private readonly long? _openedAt;
    private Mat? _first;

    private VideoPictures(VideoCapture capture, Mat first, SourceInfo info, TimeProvider time, Histogram.Child decodeSeconds, bool camera)
    {
        (_capture, _first, _time, _decodeSeconds) = (capture, first, time, decodeSeconds);
        _openedAt = camera ? time.GetTimestamp() : null;
        Info = info;
    }

    /// <inheritdoc/>
    public SourceInfo Info { get; }

    /// <summary>Opens a video file and decodes its first picture. The caller owns the result.</summary>
    /// <exception cref="UserError">
    /// No such file, a folder, empty, no video, cut before its index, no picture in it, or a picture of less than 16 x 16 pixels.
    /// </exception>
    public static VideoPictures OpenFile(string path, StreamId stream, TimeProvider time, Histogram.Child decodeSeconds)
    {
        VideoFile.Check(path);
        // FFmpeg by name: left to choose, OpenCV reads a digit in a file's name as a numbered series of pictures.
        // The full path, because FFmpeg takes what stands before a colon for a protocol.
        return Open(
            new VideoCapture(Path.GetFullPath(path), VideoCaptureAPIs.FFMPEG),
            () => VideoFile.Unreadable(path),
            () => VideoFile.NoPicture(path),
            (capture, first) => new VideoPictures(capture, first, Describe(path, stream, capture, first), time, decodeSeconds, camera: false));
    }

    /// <summary>Opens a camera and takes its first picture; media time is when a picture came. The caller owns the result.</summary>
    /// <exception cref="ConnectionLostException">It is not there, is in use, or gives nothing.</exception>
    public static VideoPictures OpenCamera(string device, StreamId stream, TimeProvider time, Histogram.Child decodeSeconds) => Open(
        new VideoCapture(device, VideoCaptureAPIs.V4L2),
        () => new ConnectionLostException(File.Exists(device) ? "the camera cannot be opened; is it in use?" : "there is no such camera"),
        () => new ConnectionLostException("the camera gave no picture"),
        (capture, first) =>
        {
            var info = new SourceInfo(stream, device, first.Width, first.Height, Rate(capture) ?? MediaClock.FallbackRate, null, null);
            return new VideoPictures(capture, first, info, time, decodeSeconds, camera: true);
        });

    /// <inheritdoc/>
    public Picture Next(Mat pixels)
    {
        if (Interlocked.Exchange(ref _first, null) is { } first)
        {
            using (first)
            {
                first.CopyTo(pixels);
            }

            return new Picture(PictureKind.Whole, Seconds());
        }

        var began = _time.GetTimestamp();
        var decoded = _capture.Read(pixels) && !pixels.Empty();
        _decodeSeconds.Observe(_time.GetElapsedTime(began).TotalSeconds);
        return decoded ? new Picture(PictureKind.Whole, Seconds()) : new Picture(PictureKind.End);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Interlocked.Exchange(ref _first, null)?.Dispose();
        _capture.Dispose();
    }

    private static VideoPictures Open(
        VideoCapture capture, Func<Exception> unreadable, Func<Exception> noPicture, Func<VideoCapture, Mat, VideoPictures> make)
    {
        Mat? first = null;
        try
        {
            if (!capture.IsOpened())
            {
                throw unreadable();
            }

            first = new Mat();
            if (!capture.Read(first) || first.Empty())
            {
                throw noPicture();
            }

            return make(capture, first);
        }
        catch
        {
            first?.Dispose();
            capture.Dispose();
            throw;
        }
    }

    private static double? Rate(VideoCapture capture) =>
        capture.Get(VideoCaptureProperties.Fps) is var rate && MediaClock.IsPlausible(rate) ? rate : null;

    private static SourceInfo Describe(string path, StreamId stream, VideoCapture capture, Mat first)
    {
        if (!PictureSize.IsEnough(first))
        {
            throw new UserError(
                $"its picture of {first.Width} x {first.Height} pixels is too small",
                path,
                $"give a video of at least {PictureSize.Least} x {PictureSize.Least} pixels");
        }

        var rate = Rate(capture);
        var count = capture.Get(VideoCaptureProperties.FrameCount);
        var counted = VideoFile.CountsFrames(path);
        // Where the container has no count, OpenCV multiplies duration and rate: one implausible makes the other so.
        var expected = count >= 1 && count < long.MaxValue && (counted || rate is not null) ? (long?)count : null;
        return new SourceInfo(
            stream, path, first.Width, first.Height, rate ?? MediaClock.FallbackRate, counted ? expected : null, expected);
    }

    // OpenCV counts from the start of the file. OpenCV 4.6 gives 0 for the frames that a decoder held back for
    // reordering and handed out after the end of the file: with B-frames the last two or so. Repairing them is exact
    // where the rate is constant.
    private double Seconds() =>
        _openedAt is { } opened ? _time.GetElapsedTime(opened).TotalSeconds : _capture.Get(VideoCaptureProperties.PosMsec) / 1000;
}
