using OpenCvSharp.Internal;

namespace OpenCvSharp;

public partial class VideoCapture
{
    public bool Grab()
    {
        Native.Check(NativeMethods.cvs_capture_grab(CvPtr, out var grabbed));
        GC.KeepAlive(this);
        return grabbed != 0;
    }

    public bool Retrieve(Mat image, int flag = 0)
    {
        ThrowIfDisposed();
        ArgumentNullException.ThrowIfNull(image);
        Native.Check(NativeMethods.cvs_capture_retrieve(CvPtr, image.CvPtr, flag, out var retrieved));
        GC.KeepAlive(this);
        GC.KeepAlive(image);
        return retrieved != 0;
    }

    /// <summary>False, and an empty Mat, at the end of the stream and on failure.</summary>
    public bool Read(Mat image)
    {
        ThrowIfDisposed();
        ArgumentNullException.ThrowIfNull(image);
        Native.Check(NativeMethods.cvs_capture_read(CvPtr, image.CvPtr, out var read));
        GC.KeepAlive(this);
        GC.KeepAlive(image);
        return read != 0;
    }
}
