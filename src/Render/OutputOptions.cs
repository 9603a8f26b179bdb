using System.ComponentModel.DataAnnotations;

namespace DiCNet.Render;

/// <summary>What is made of the verdicts of one live stream. Each output is behind a queue of its own that leaks: none slows another.</summary>
public sealed record OutputOptions
{
    /// <summary>Folder of annotated MP4 segments; null records nothing.</summary>
    public string? Record { get; init; }

    /// <summary>Length of a segment.</summary>
    /// <value>1 to 86400 s; 300 s by default.</value>
    [Range(1d, 86_400)]
    public double SegmentSeconds { get; init; } = 300;

    /// <summary>Age at which a segment is deleted.</summary>
    /// <value>0 to 87600 h; 168 h by default; 0 never.</value>
    [Range(0d, 87_600)]
    public double KeepHours { get; init; } = 168;

    /// <summary>Size of all segments of the stream above which the oldest are deleted.</summary>
    /// <value>0 to 100000 GB; 20 GB by default; 0 never.</value>
    [Range(0d, 100_000)]
    public double KeepGigabytes { get; init; } = 20;

    /// <summary>Address that the marked pictures are pushed to (rtsp, rtsps, rtmp, rtmps, srt), or null.</summary>
    [DataType(DataType.Url)]
    public string? Push { get; init; }

    /// <summary>Folder of an HLS play-list and its segments, or null.</summary>
    public string? Hls { get; init; }

    /// <summary>Rate of recorded and pushed pictures.</summary>
    /// <value>0 to 60 frames/s; 0, the default, is the rate of the source.</value>
    [Range(0d, 60)]
    public double FramesPerSecond { get; init; }

    /// <summary>File that the messages of events are appended to as JSON lines, or null.</summary>
    public string? Events { get; init; }

    /// <summary>Address that messages of events are posted to, or null.</summary>
    [DataType(DataType.Url)]
    public string? Webhook { get; init; }

    /// <summary>Folder where messages wait while the webhook cannot be reached; needed with <see cref="Webhook"/>.</summary>
    public string? Outbox { get; init; }

    /// <summary>Messages that may wait there; the oldest make room.</summary>
    /// <value>1 to 1000000; 10000 by default.</value>
    [Range(1, 1_000_000)]
    public int OutboxMessages { get; init; } = 10_000;

    /// <summary>Quality of JPEG pictures for viewers.</summary>
    /// <value>1 to 100; 80 by default.</value>
    [Range(1, 100)]
    public int JpegQuality { get; init; } = 80;

    /// <summary>Most viewers of the stream at one time.</summary>
    /// <value>1 to 10000; 200 by default.</value>
    [Range(1, 10_000)]
    public int Viewers { get; init; } = 200;
}
