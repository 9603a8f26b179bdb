namespace OpenCvSharp;

/// <summary>How images are read.</summary>
[Flags]
public enum ImreadModes
{
    Unchanged = -1, Grayscale = 0, Color = 1, AnyDepth = 2, AnyColor = 4, LoadGdal = 8, ReducedGrayscale2 = 16,
    ReducedColor2 = 17, ReducedGrayscale4 = 32, ReducedColor4 = 33, ReducedGrayscale8 = 64, ReducedColor8 = 65,
    IgnoreOrientation = 128,
}

/// <summary>Settings of image encoders.</summary>
public enum ImwriteFlags
{
    JpegQuality = 1, JpegProgressive = 2, JpegOptimize = 3, JpegRstInterval = 4, JpegLumaQuality = 5,
    JpegChromaQuality = 6, PngCompression = 16, PngStrategy = 17, PngBilevel = 18, PxmBinary = 32, ExrType = 48,
    WebPQuality = 64, PamTupleType = 128, TiffResUnit = 256, TiffXDpi = 257, TiffYDpi = 258, TiffCompression = 259,
    Jpeg2000CompressionX1000 = 272,
}
