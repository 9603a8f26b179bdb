namespace DiCNet.Ingest;

/// <summary>The one place that knows all sources.</summary>
public static class FrameSources
{
    private const string AddressMark = "://";

    /// <summary>Opens a video file, a folder of pictures or a test pattern (<c>test:</c>). The caller owns the result.</summary>
    /// <param name="location">File, folder or <c>test:</c>, as the user gave it.</param>
    /// <param name="stream">Name of its stream.</param>
    /// <param name="options">How to read.</param>
    /// <param name="metrics">The instruments of the pipeline.</param>
    /// <param name="clock">The clock that ages are measured with.</param>
    /// <exception cref="UserError">It cannot be opened, or is an address of a live stream.</exception>
    public static IFrameSource Open(string location, StreamId stream, SourceOptions options, PipelineMetrics metrics, TimeProvider clock)
    {
        if (location.Contains(AddressMark))
        {
            throw new UserError("live addresses cannot be replayed", WithoutSecrets(location), "record it to a file first");
        }

        var streamMetrics = metrics.Of(stream);
        if (IsTestPattern(location))
        {
            return new TestPatternSource(location, TestPatternOptions.Parse(location), options, streamMetrics, clock);
        }

        var decodeSeconds = metrics.StageSeconds("decode");
        return Directory.Exists(location)
            ? ImageFolderSource.Open(location, options, streamMetrics, clock, decodeSeconds)
            : CaptureSource.Open(location, options, streamMetrics, clock, decodeSeconds);
    }

    /// <summary>The name of the stream of a location when the user gives none: the stem of its file or folder, or "test".</summary>
    public static StreamId NameOf(string location) =>
        IsTestPattern(location) ? new StreamId("test") : StreamId.FromPath(WithoutSecrets(location));

    private static bool IsTestPattern(string location) => location.StartsWith(TestPatternUri.Scheme, StringComparison.Ordinal);

    // Up to the last '@', because passwords hold '@' and '/' more often than paths of cameras do; queries hold tokens.
    private static string WithoutSecrets(string location)
    {
        var start = location.IndexOf(AddressMark, StringComparison.Ordinal);
        if (start < 0)
        {
            return location;
        }

        start += AddressMark.Length;
        var host = Math.Max(start, location.LastIndexOf('@') + 1);
        return location[..start] + location[host..].Split('?', '#')[0];
    }
}
