using OpenCvSharp;

namespace DiCNet.Train.Adapting;

/// <summary>Frames of a video file, evenly spread.</summary>
static class FootageVideo
{
    /// <summary>Takes frames.</summary>
    /// <param name="file">The video.</param>
    /// <param name="every">Every how manyth; null: so that about <paramref name="most"/> are taken.</param>
    /// <param name="most">How many are enough.</param>
    /// <returns>Pictures, each lent until the next; number and time.</returns>
    /// <exception cref="UserError">There is no such file, or it is no video.</exception>
    public static IEnumerable<(Mat Picture, int Number, TimeSpan? Time, string Original)> Frames(string file, int? every, int most)
    {
        var stride = every ?? Footage.Stride(Count(file), most);
        using var capture = Open(file);
        using var picture = new Mat();
        for (var number = 0; ; number++)
        {
            if (number % stride != 0)
            {
                if (!capture.Grab())
                {
                    yield break;
                }

                continue;
            }

            if (!capture.Read(picture) || picture.Empty())
            {
                yield break;
            }

            yield return (picture, number, TimeSpan.FromMilliseconds(capture.Get(VideoCaptureProperties.PosMsec)), "");
        }
    }

    private static int Count(string file)
    {
        using var capture = Open(file);
        var stated = capture.Get(VideoCaptureProperties.FrameCount);
        if (stated is >= 1 and < int.MaxValue)
        {
            return (int)stated;
        }

        // A container without an index does not say.
        var count = 0;
        while (capture.Grab())
        {
            count++;
        }

        return count;
    }

    private static VideoCapture Open(string file)
    {
        if (!File.Exists(file))
        {
            throw new UserError("there is no such video or folder", file, "check the path");
        }

        // FFmpeg by name: left to choose, OpenCV reads a digit in a file's name as a numbered series of pictures.
        // The full path, because FFmpeg takes what stands before a colon for a protocol.
        var capture = new VideoCapture(Path.GetFullPath(file), VideoCaptureAPIs.FFMPEG);
        if (capture.IsOpened())
        {
            return capture;
        }

        capture.Dispose();
        throw new UserError("no video could be read from it", file, "name a video file, or a folder of pictures");
    }
}
