using OpenCvSharp;
using Prometheus;

namespace DiCNet.Ingest;

/// <summary>A folder of pictures, in ordinal order of their file names (so <c>10.png</c> comes before <c>9.png</c>).</summary>
/// <remarks>Pictures may differ in size. One that cannot be decoded keeps its number and its place in time.</remarks>
sealed class FolderPictures : IPictures
{
    private static readonly string[] s_endings = [".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"];

    private readonly string[] _files;
    private readonly TimeProvider _time;
    private readonly Histogram.Child _decodeSeconds;
    private int _next;

    private FolderPictures(string[] files, SourceInfo info, TimeProvider time, Histogram.Child decodeSeconds)
    {
        (_files, _time, _decodeSeconds) = (files, time, decodeSeconds);
        Info = info;
    }

    /// <inheritdoc/>
    public SourceInfo Info { get; }

    /// <summary>Lists the pictures of a folder and looks for the first that can be decoded. The caller owns the result.</summary>
    /// <param name="path">The folder; its subfolders are not read.</param>
    /// <param name="stream">The name of the stream.</param>
    /// <param name="framesPerSecond">Rate that the pictures are taken to have.</param>
    /// <param name="time">The clock that decoding is measured with.</param>
    /// <param name="decodeSeconds">Takes the time per picture, in seconds.</param>
    /// <exception cref="UserError">No such folder, no pictures in it, or none that can be decoded.</exception>
    public static FolderPictures Open(string path, StreamId stream, double framesPerSecond, TimeProvider time, Histogram.Child decodeSeconds)
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
                var info = new SourceInfo(stream, path, picture.Width, picture.Height, framesPerSecond, files.Length, files.Length);
                return new FolderPictures(files, info, time, decodeSeconds);
            }
        }

        throw new UserError(
            files.Length == 1 ? "its only picture cannot be decoded" : $"none of its {files.Length} pictures can be decoded",
            path,
            $"check {Path.GetFileName(files[0])} with another program; "
                + $"pictures need at least {PictureSize.Least} x {PictureSize.Least} pixels");
    }

    /// <inheritdoc/>
    public Picture Next(Mat pixels)
    {
        if (_next == _files.Length)
        {
            return new Picture(PictureKind.End);
        }

        var began = _time.GetTimestamp();
        using var picture = Decode(_files[_next]);
        picture?.CopyTo(pixels);
        _decodeSeconds.Observe(_time.GetElapsedTime(began).TotalSeconds);
        return new Picture(picture is null ? PictureKind.Undecodable : PictureKind.Whole, _next++ / Info.FramesPerSecond);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

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
}
