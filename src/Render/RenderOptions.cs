using System.ComponentModel.DataAnnotations;

namespace DiCNet.Render;

/// <summary>How verdicts are drawn and encoded.</summary>
public sealed record RenderOptions
{
    /// <summary>How strongly the heat-map covers the picture where the score is at twice the alarm level or more.</summary>
    /// <value>0 to 1; 0.65 by default.</value>
    [Range(0d, 1)]
    public double HeatMapOpacity { get; init; } = 0.65;

    /// <summary>Constant quality of the H.264 output.</summary>
    /// <value>0 (lossless) to 51 (worst); 21 by default. Each 6 more halves the size.</value>
    [Range(0, 51)]
    public int VideoQuality { get; init; } = 21;
}
