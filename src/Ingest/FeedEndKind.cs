namespace DiCNet.Ingest;

/// <summary>What the end of a connection means for the source.</summary>
enum FeedEndKind
{
    /// <summary>It was asked to.</summary>
    Stopped,

    /// <summary>The recording is over.</summary>
    Over,

    /// <summary>It broke; opening it again may help.</summary>
    Lost,

    /// <summary>Opening it again would not help.</summary>
    Refused,

    /// <summary>Nobody takes frames any more.</summary>
    Closed,
}
