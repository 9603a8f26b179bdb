using System.ComponentModel.DataAnnotations;

namespace DiCNet.Train.Data;

/// <summary>What a training crop is made of.</summary>
sealed record AugmentOptions
{
    /// <summary>Height of the crop in pixels.</summary>
    /// <value>240 by default; a multiple of 8.</value>
    [Range(8, 8192)]
    public int Height { get; init; } = 240;

    /// <summary>Width of the crop in pixels.</summary>
    /// <value>320 by default; a multiple of 8.</value>
    [Range(8, 8192)]
    public int Width { get; init; } = 320;

    /// <summary>Smallest size of the street, relative to its picture. Scales are drawn evenly over their logarithm.</summary>
    [Range(0.05, 20.0)]
    public double ScaleFrom { get; init; } = 0.6;

    /// <summary>Largest size; at least <see cref="ScaleFrom"/>.</summary>
    [Range(0.05, 20.0)]
    public double ScaleTo { get; init; } = 1.7;

    /// <summary>Share of crops that are mirrored left to right.</summary>
    [Range(0.0, 1.0)]
    public double Flip { get; init; } = 0.5;

    /// <summary>Brightness is multiplied by a factor within 1 ± this.</summary>
    [Range(0.0, 1.0)]
    public double Brightness { get; init; } = 0.3;

    /// <summary>Distance from mid grey is multiplied by a factor within 1 ± this.</summary>
    [Range(0.0, 1.0)]
    public double Contrast { get; init; } = 0.3;

    /// <summary>Distance from the pixel's own grey is multiplied by a factor within 1 ± this.</summary>
    [Range(0.0, 1.0)]
    public double Saturation { get; init; } = 0.3;

    /// <summary>Each channel is multiplied by a factor of its own within 1 ± this: the light's colour.</summary>
    [Range(0.0, 1.0)]
    public double ChannelGain { get; init; } = 0.05;

    /// <summary>Crops at native scale, neither mirrored nor coloured; of pictures of that size: the whole picture.</summary>
    public static AugmentOptions Plain(int height, int width) => new()
    {
        Height = height, Width = width, ScaleFrom = 1, ScaleTo = 1, Flip = 0, Brightness = 0, Contrast = 0, Saturation = 0, ChannelGain = 0,
    };
}
