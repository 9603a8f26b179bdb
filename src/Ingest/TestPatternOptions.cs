namespace DiCNet.Ingest;

/// <summary>What the test pattern shows, and what goes wrong with it.</summary>
public sealed record TestPatternOptions
{
    /// <summary>Where all chance comes from.</summary>
    /// <value>Any; 1 by default. The same seed gives the same pixels and the same drops.</value>
    public int Seed { get; init; } = 1;

    /// <summary>Length of the stream in frames.</summary>
    /// <value>1 to 10 000 000; 90 by default.</value>
    public long Frames { get; init; } = 90;

    /// <summary>Width of the picture in pixels.</summary>
    /// <value>16 to 4096; 480 by default.</value>
    public int Width { get; init; } = 480;

    /// <summary>Height of the picture in pixels.</summary>
    /// <value>16 to 4096; 360 by default.</value>
    public int Height { get; init; } = 360;

    /// <summary>Rate in frames/s of media time; the frames come as fast as they are taken.</summary>
    /// <value>0.001 to 1000; 15 by default.</value>
    public double FramesPerSecond { get; init; } = 15;

    /// <summary>First frame with the anomaly.</summary>
    /// <value>0 or more; 30 by default.</value>
    public long AnomalyFrom { get; init; } = 30;

    /// <summary>First frame without it again.</summary>
    /// <value>60 by default; not above <see cref="AnomalyFrom"/> means no anomaly at all.</value>
    public long AnomalyTo { get; init; } = 60;

    /// <summary>Share of the frames that the source itself leaves out.</summary>
    /// <value>0 to 1; 0 by default.</value>
    public double DropShare { get; init; }

    /// <summary>Frame before which the source stops for <see cref="StallFor"/>; null for none.</summary>
    public long? StallAtFrame { get; init; }

    /// <summary>How long it stops.</summary>
    /// <value>0 to 1 hour; 0 by default.</value>
    public TimeSpan StallFor { get; init; }

    /// <summary>Frame from which on every PTS is off by <see cref="PtsJumpBy"/>; null for none.</summary>
    public long? PtsJumpAtFrame { get; init; }

    /// <summary>How far the PTS jump.</summary>
    /// <value>-1 to 1 day; 0 by default.</value>
    public TimeSpan PtsJumpBy { get; init; }

    /// <summary>
    /// Reads the form <c>test:seed=7,frames=90,size=480x360,fps=15,anomaly=30-60,drop=0.05,stall=40:0.5,jump=50:-1.0</c>.
    /// Every key may be absent; <c>anomaly=none</c> shows none; times are in seconds.
    /// </summary>
    /// <exception cref="UserError">It does not start with <c>test:</c>, a key is unknown or given twice, or a value is out of range.</exception>
    public static TestPatternOptions Parse(string uri) => TestPatternUri.Parse(uri);
}
