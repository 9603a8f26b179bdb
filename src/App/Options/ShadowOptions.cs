using System.ComponentModel.DataAnnotations;

namespace DiCNet.App.Options;

/// <summary>A candidate model beside the one that decides: its disagreement is measured, its scores change nothing.</summary>
sealed record ShadowOptions
{
    /// <summary>Folder of its bundle; null for none.</summary>
    public string? Model { get; init; }

    /// <summary>Share of the frames that it sees.</summary>
    /// <value>0 to 1; 0.05 by default.</value>
    [Range(0d, 1)]
    public double Share { get; init; } = 0.05;
}
