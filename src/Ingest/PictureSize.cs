using OpenCvSharp;

namespace DiCNet.Ingest;

/// <summary>The smallest and the largest picture that is taken for a picture of a road.</summary>
static class PictureSize
{
    /// <summary>Smallest width and height in pixels.</summary>
    public const int Least = 16;

    /// <summary>Largest width and height of a network stream in pixels: beyond it is damage.</summary>
    public const int Most = 8192;

    /// <summary>Whether there is a picture and it is large enough. Lent for the call.</summary>
    public static bool IsEnough(Mat picture) => !picture.Empty() && picture.Width >= Least && picture.Height >= Least;
}
