namespace DiCNet.Render;

/// <summary>What a picture of a live stream shows.</summary>
public enum ViewKind
{
    /// <summary>The frame as it came.</summary>
    Raw,

    /// <summary>Its scores.</summary>
    Heatmap,

    /// <summary>The frame with its marks.</summary>
    Overlay,
}
