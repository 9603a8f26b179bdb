namespace DiCNet.Ingest;

/// <summary>The one place that knows all sources.</summary>
public static class FrameSources
{
    /// <summary>Opens a video file, a folder of pictures or a test pattern (<c>test:</c>). The caller owns the result.</summary>
    /// <param name="location">File, folder or <c>test:</c>, as the user gave it.</param>
    /// <param name="stream">Name of its stream.</param>
    /// <param name="options">How to read.</param>
    /// <param name="metrics">The instruments of the pipeline.</param>
    /// <param name="clock">The clock that ages are measured with.</param>
    /// <exception cref="UserError">It cannot be opened, or is an address of a live stream.</exception>
    public static IFrameSource Open(string location, StreamId stream, SourceOptions options, PipelineMetrics metrics, TimeProvider clock)
    {
        if (SourceAddress.IsAddress(location))
        {
            throw new UserError("live addresses cannot be replayed", SourceAddress.Shown(location), "record it to a file first");
        }

        var pictures = OpenPictures(location, stream, options.FolderFramesPerSecond, metrics, clock);
        return new Recording(pictures, options.FramesInFlight, metrics.Of(stream), clock);
    }

    /// <summary>The name of the stream of a location when the user gives none: the stem of its file or folder, or "test".</summary>
    public static StreamId NameOf(string location) =>
        SourceAddress.IsTestPattern(location) ? new StreamId("test") : StreamId.FromPath(SourceAddress.Shown(location));

    /// <summary>Opens a live source for one connection. The caller owns the result.</summary>
    /// <exception cref="UserError">It cannot be opened, and trying again would not help.</exception>
    /// <exception cref="ConnectionLostException">It cannot be opened now.</exception>
    internal static IPictures OpenLive(string location, StreamId stream, LiveSourceOptions options, PipelineMetrics metrics, TimeProvider clock)
    {
        SourceAddress.Validate(location);
        return SourceAddress.IsAddress(location) ? NetworkPictures.Open(location, stream, options)
            : SourceAddress.IsCamera(location) ? VideoPictures.OpenCamera(location, stream, clock, metrics.StageSeconds("decode"))
            : OpenPictures(location, stream, options.FolderFramesPerSecond, metrics, clock);
    }

    private static IPictures OpenPictures(string location, StreamId stream, double folderRate, PipelineMetrics metrics, TimeProvider clock)
    {
        if (SourceAddress.IsTestPattern(location))
        {
            return new TestPatternPictures(location, stream);
        }

        var decodeSeconds = metrics.StageSeconds("decode");
        return Directory.Exists(location)
            ? FolderPictures.Open(location, stream, folderRate, clock, decodeSeconds)
            : VideoPictures.OpenFile(location, stream, clock, decodeSeconds);
    }
}
