using System.ComponentModel.DataAnnotations;
using DiCNet.Inference;
using DiCNet.Ingest;
using DiCNet.Render;

namespace DiCNet.App.Options;

/// <summary>One stream of <c>dicnet serve</c>.</summary>
sealed record StreamOptions
{
    /// <summary>Its name: label, file stem and address part.</summary>
    [Required]
    public string Id { get; init; } = "";

    /// <summary>Where it comes from: file, folder, <c>test:</c>, /dev/video0, or an address (rtsp, rtsps, rtmp, rtmps, srt, udp, tcp, http, https).</summary>
    [Required]
    [DataType(DataType.Url)]
    public string Uri { get; init; } = "";

    /// <summary>How it is read.</summary>
    public LiveSourceOptions Source { get; init; } = new();

    /// <summary>What is made of it.</summary>
    public OutputOptions Outputs { get; init; } = new();

    /// <summary>Parts of the picture where nothing counts, a bonnet for instance, and parts that have a name.</summary>
    public IReadOnlyList<ZoneOptions> Zones { get; init; } = [];
}
