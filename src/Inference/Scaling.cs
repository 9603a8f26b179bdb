using OpenCvSharp;

namespace DiCNet.Inference;

/// <summary>How pictures are brought to the size of a model: in one way, wherever scores are compared.</summary>
public static class Scaling
{
    /// <summary>Brings a picture to a size, aspect ratio aside. Area averages what shrinks (linear would alias); linear fills what grows.</summary>
    /// <param name="picture">8 bit. Lent for the call.</param>
    /// <param name="fitted">Takes the result; keeps its memory when it has that size already.</param>
    /// <param name="size">In pixels.</param>
    public static void Fit(Mat picture, Mat fitted, Size size)
    {
        var from = picture.Size();
        if (from == size)
        {
            picture.CopyTo(fitted);
            return;
        }

        var shrinks = from.Width >= size.Width && from.Height >= size.Height;
        Cv2.Resize(picture, fitted, size, interpolation: shrinks ? InterpolationFlags.Area : InterpolationFlags.Linear);
    }
}
