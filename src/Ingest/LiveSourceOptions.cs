using System.ComponentModel.DataAnnotations;

namespace DiCNet.Ingest;

/// <summary>How one live source is read and what happens when it fails.</summary>
public sealed record LiveSourceOptions
{
    /// <summary>Pace of recordings, folders and test patterns; cameras and network streams have their own.</summary>
    /// <value><see cref="SourcePace.Clock"/> by default.</value>
    public SourcePace Pace { get; init; } = SourcePace.Clock;

    /// <summary>Whether a recording begins again at its end.</summary>
    public bool Loop { get; init; }

    /// <summary>How long an open source may give no frame before it is closed and opened again.</summary>
    /// <value>0.5 to 600 s; 5 s by default.</value>
    [Range(0.5, 600)]
    public double StallSeconds { get; init; } = 5;

    /// <summary>How long opening may take, the first frame included.</summary>
    /// <value>1 to 600 s; 15 s by default.</value>
    [Range(1d, 600)]
    public double OpenSeconds { get; init; } = 15;

    /// <summary>Pause before the first attempt to open a source again; it doubles with each attempt that gives no frame.</summary>
    /// <value>0.1 to 60 s; 1 s by default. Up to a quarter is taken off by chance, so that many cameras do not come back at once.</value>
    [Range(0.1, 60)]
    public double ReconnectFirstSeconds { get; init; } = 1;

    /// <summary>Longest pause between attempts. They never end.</summary>
    /// <value>0.1 to 3600 s; 30 s by default.</value>
    [Range(0.1, 3600)]
    public double ReconnectMostSeconds { get; init; } = 30;

    /// <summary>How long the same picture may come before the feed counts as frozen.</summary>
    /// <value>0.5 to 3600 s; 3 s by default.</value>
    [Range(0.5, 3600)]
    public double FrozenSeconds { get; init; } = 3;

    /// <summary>How RTSP brings its packets.</summary>
    /// <value><see cref="RtspTransport.Tcp"/> by default: UDP loses packets behind most firewalls.</value>
    public RtspTransport Transport { get; init; } = RtspTransport.Tcp;

    /// <summary>Name of ffmpeg's hardware decoder (<c>-hwaccel</c>), such as vaapi, cuda, qsv or auto; null decodes on the processor.</summary>
    public string? HardwareDecode { get; init; }

    /// <summary>The device for it (<c>-hwaccel_device</c>), such as /dev/dri/renderD128.</summary>
    public string? HardwareDevice { get; init; }

    /// <summary>Rate that the pictures of a folder are taken to have.</summary>
    /// <value>0.001 to 1000 frames/s; 10 by default.</value>
    [Range(0.001, 1000)]
    public double FolderFramesPerSecond { get; init; } = 10;
}
