using System.ComponentModel.DataAnnotations;

namespace DiCNet.Ingest;

/// <summary>How sources read.</summary>
public sealed record SourceOptions
{
    /// <summary>Decoded frames that may exist at once.</summary>
    /// <value>2 to 256; 4 by default. More absorbs uneven work and costs a picture of memory each.</value>
    [Range(2, 256)]
    public int FramesInFlight { get; init; } = 4;

    /// <summary>Rate that the pictures of a folder are taken to have.</summary>
    /// <value>0.001 to 1000 frames/s; 10 by default. It sets the media time of each picture, and so how long an event lasts.</value>
    [Range(0.001, 1000)]
    public double FolderFramesPerSecond { get; init; } = 10;
}
