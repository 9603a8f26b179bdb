using OpenCvSharp.Internal;

namespace OpenCvSharp;

public partial class Mat
{
    public Mat this[Rect roi]
    {
        get => SubMat(roi);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Header().Dims != Header().Dims)
                throw new ArgumentException("The dimensions differ.", nameof(value));
            using var region = SubMat(roi);
            if (region.Size() != value.Size())
                throw new ArgumentException("The sizes differ.", nameof(value));
            value.CopyTo(region);
        }
    }

    /// <summary>A view of the same pixels, to be disposed by itself.</summary>
    public Mat SubMat(Rect roi)
    {
        ThrowIfDisposed();
        if (roi.Height <= 0)
            throw new ArgumentException("rowStart >= rowEnd", nameof(roi));
        if (roi.Width <= 0)
            throw new ArgumentException("colStart >= colEnd", nameof(roi));
        return new Mat(this, roi);
    }
}
