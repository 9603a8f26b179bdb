namespace DiCNet.Train.Data;

/// <summary>What the loader rolls dice for.</summary>
enum Chance
{
    /// <summary>The order of the frames of an epoch.</summary>
    Order,

    /// <summary>Size of the street.</summary>
    Scale,

    /// <summary>Left edge of the crop.</summary>
    Left,

    /// <summary>Top edge of the crop.</summary>
    Top,

    /// <summary>Mirrored or not.</summary>
    Flip,

    /// <summary>Factor of brightness.</summary>
    Brightness,

    /// <summary>Factor of contrast.</summary>
    Contrast,

    /// <summary>Factor of saturation.</summary>
    Saturation,

    /// <summary>Factor of the blue channel.</summary>
    Blue,

    /// <summary>Factor of the green channel.</summary>
    Green,

    /// <summary>Factor of the red channel.</summary>
    Red,
}
