using System.Threading.Channels;
using OpenCvSharp;
using Prometheus;

namespace DiCNet.Ingest;

/// <summary>A folder of pictures, in ordinal order of their file names (so <c>10.png</c> comes before <c>9.png</c>).</summary>
/// <remarks>Pictures may differ in size. One that cannot be decoded keeps its number and its place in time.</remarks>
public sealed class ImageFolderSource : IFrameSource
{
    private static readonly string[] s_endings = [".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"];

    private readonly string[] _files;
    private readonly Pool<Frame> _pool;
    private readonly StreamMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly Histogram.Child _decodeSeconds;

    private ImageFolderSource(
        string[] files,
        Pool<Frame> pool,
        SourceInfo info,
        StreamMetrics metrics,
        TimeProvider time,
        Histogram.Child decodeSeconds)
    {
        (_files, _pool, _metrics, _time, _decodeSeconds) = (files, pool, metrics, time, decodeSeconds);
        Info = info;
    }

    /// <inheritdoc/>
    public SourceInfo Info { get; }

    /// <summary>Lists the pictures of a folder and looks for the first that can be decoded. The caller owns the result.</summary>
    /// <param name="path">The folder; its subfolders are not read.</param>
    /// <param name="options">How to read.</param>
    /// <param name="metrics">The instruments of its stream.</param>
    /// <param name="time">The clock that ages are measured with.</param>
    /// <param name="decodeSeconds">Takes the time per picture, in seconds.</param>
    /// <exception cref="UserError">No such folder, no pictures in it, or none that can be decoded.</exception>
    public static ImageFolderSource Open(
        string path,
        SourceOptions options,
        StreamMetrics metrics,
        TimeProvider time,
        Histogram.Child decodeSeconds)
    {
        if (!Directory.Exists(path))
        {
            throw new UserError("no such folder", path, "check the path");
        }

        var files = Pictures(path);
        if (files.Length == 0)
        {
            throw new UserError(
                "there are no pictures in this folder",
                path,
                $"put files in it that end in {string.Join(", ", s_endings)}");
        }

        foreach (var file in files)
        {
            using var picture = Decode(file);
            if (picture is not null)
            {
                var rate = options.FolderFramesPerSecond;
                var info = new SourceInfo(metrics.Stream, path, picture.Width, picture.Height, rate, files.Length, files.Length);
                var pool = new Pool<Frame>(options.FramesInFlight, static () => new Frame());
                return new ImageFolderSource(files, pool, info, metrics, time, decodeSeconds);
            }
        }

        throw new UserError(
            files.Length == 1 ? "its only picture cannot be decoded" : $"none of its {files.Length} pictures can be decoded",
            path,
            $"check {Path.GetFileName(files[0])} with another program; "
                + $"pictures need at least {PictureSize.Least} x {PictureSize.Least} pixels");
    }

    /// <inheritdoc/>
    public async Task RunAsync(ChannelWriter<Frame> frames, CancellationToken stop)
    {
        // Decoding blocks its thread; it must not be the caller's.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            for (var i = 0; i < _files.Length && !stop.IsCancellationRequested; i++)
            {
                var frame = await _pool.RentAsync(stop);
                if (TryDecode(_files[i], frame))
                {
                    frame.Identify(_metrics, i, TimeSpan.FromSeconds(i / Info.FramesPerSecond), _time.GetTimestamp());
                    frames.HandOver(frame);
                }
                else
                {
                    _metrics.CountReceived();
                    _metrics.CountFailed(FailReason.Undecodable);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>Frees the frames. Every one of them must be home.</summary>
    /// <exception cref="InvalidOperationException">A frame is still lent: a leak.</exception>
    public void Dispose() => _pool.Dispose();

    private static string[] Pictures(string path)
    {
        try
        {
            var files = Directory.EnumerateFiles(path)
                .Where(f => s_endings.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
                .ToArray();
            Array.Sort(files, StringComparer.Ordinal);
            return files;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UserError("the folder cannot be read", path, "check that it is readable for you", e);
        }
    }

    private static Mat? Decode(string file)
    {
        Mat picture;
        try
        {
            picture = Cv2.ImRead(file, ImreadModes.Color);
        }
        catch (OpenCVException)
        {
            // A header that promises more pixels than OpenCV allows throws; any other damage gives an empty picture.
            return null;
        }

        if (PictureSize.IsEnough(picture))
        {
            return picture;
        }

        picture.Dispose();
        return null;
    }

    private bool TryDecode(string file, Frame frame)
    {
        var decoded = false;
        try
        {
            var began = _time.GetTimestamp();
            using var picture = Decode(file);
            picture?.CopyTo(frame.Pixels);
            _decodeSeconds.Observe(_time.GetElapsedTime(began).TotalSeconds);
            return decoded = picture is not null;
        }
        finally
        {
            if (!decoded)
            {
                frame.Dispose();
            }
        }
    }
}
