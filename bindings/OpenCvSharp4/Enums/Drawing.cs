namespace OpenCvSharp;

/// <summary>How lines are drawn.</summary>
public enum LineTypes
{
    Link8 = 8, Link4 = 4, AntiAlias = 16,
}

/// <summary>Stroke fonts.</summary>
[Flags]
public enum HersheyFonts
{
    HersheySimplex = 0, HersheyPlain = 1, HersheyDuplex = 2, HersheyComplex = 3, HersheyTriplex = 4,
    HersheyComplexSmall = 5, HersheyScriptSimplex = 6, HersheyScriptComplex = 7, Italic = 16,
}

/// <summary>Colour maps.</summary>
public enum ColormapTypes
{
    Autumn = 0, Bone = 1, Jet = 2, Winter = 3, Rainbow = 4, Ocean = 5, Summer = 6, Spring = 7, Cool = 8, Hsv = 9,
    Pink = 10, Hot = 11, Parula = 12, Magma = 13, Inferno = 14, Plasma = 15, Viridis = 16, Cividis = 17,
    Twilight = 18, TwilightShifted = 19, Turbo = 20, DeepGreen = 21,
}
