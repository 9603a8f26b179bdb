namespace OpenCvSharp;

/// <summary>How resizing reads between pixels.</summary>
[Flags]
public enum InterpolationFlags
{
    Nearest = 0, Linear = 1, Cubic = 2, Area = 3, Lanczos4 = 4, LinearExact = 5, Max = 7, WarpFillOutliers = 8,
    WarpInverseMap = 16,
}

/// <summary>What happens to pixels above and below a threshold.</summary>
[Flags]
public enum ThresholdTypes
{
    Binary = 0, BinaryInv = 1, Trunc = 2, Tozero = 3, TozeroInv = 4, Mask = 7, Otsu = 8, Triangle = 16,
}

/// <summary>Which contours are found.</summary>
public enum RetrievalModes
{
    External = 0, List = 1, CComp = 2, Tree = 3, FloodFill = 4,
}

/// <summary>How many points of a contour are kept.</summary>
public enum ContourApproximationModes
{
    ApproxNone = 1, ApproxSimple = 2, ApproxTC89L1 = 3, ApproxTC89KCOS = 4,
}

/// <summary>Which pixels are neighbours.</summary>
public enum PixelConnectivity
{
    Connectivity4 = 4, Connectivity8 = 8,
}

/// <summary>The columns of the statistics of components.</summary>
public enum ConnectedComponentsTypes
{
    Left = 0, Top = 1, Width = 2, Height = 3, Area = 4,
}

/// <summary>Colour conversions; only those in use.</summary>
public enum ColorConversionCodes
{
    BGR2BGRA = 0, RGB2RGBA = 0, BGRA2BGR = 1, RGBA2RGB = 1, BGR2RGBA = 2, RGB2BGRA = 2, RGBA2BGR = 3, BGRA2RGB = 3,
    BGR2RGB = 4, RGB2BGR = 4, BGRA2RGBA = 5, RGBA2BGRA = 5, BGR2GRAY = 6, RGB2GRAY = 7, GRAY2BGR = 8, GRAY2RGB = 8,
    GRAY2BGRA = 9, GRAY2RGBA = 9, BGRA2GRAY = 10, RGBA2GRAY = 11, BGR2HSV = 40, RGB2HSV = 41, HSV2BGR = 54,
    HSV2RGB = 55,
}
