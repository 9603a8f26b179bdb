using System.ComponentModel.DataAnnotations;

namespace DiCNet.Inference;

/// <summary>A part of the picture of one stream.</summary>
public sealed record ZoneOptions
{
    /// <summary>Its name: it stands in events and metrics.</summary>
    [Required]
    public string Name { get; init; } = "";

    /// <summary>Corners in fractions of the picture, x right, y down: <c>0,0.85 1,0.85 1,1 0,1</c>.</summary>
    /// <value>3 to 64 corners in [0, 1]; the edges may not cross.</value>
    [Required]
    public string Polygon { get; init; } = "";

    /// <summary>Whether nothing counts in it.</summary>
    public bool Ignore { get; init; }
}
