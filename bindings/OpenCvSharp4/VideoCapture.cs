using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <summary>Frames of a video file, a stream or a camera. One thread at a time per object.</summary>
public partial class VideoCapture : CvObject
{
    public VideoCapture()
    {
        Native.Check(NativeMethods.cvs_capture_new(out var p));
        ptr = p;
        CaptureType = CaptureType.NotSpecified;
    }

    public VideoCapture(int index, VideoCaptureAPIs apiPreference = VideoCaptureAPIs.ANY)
    {
        Native.Check(NativeMethods.cvs_capture_new_index(index, (int)apiPreference, out var p));
        ptr = p;
        CaptureType = CaptureType.Camera;
    }

    public VideoCapture(string fileName, VideoCaptureAPIs apiPreference = VideoCaptureAPIs.ANY)
        : this(fileName, apiPreference, [])
    {
    }

    public unsafe VideoCapture(string fileName, VideoCaptureAPIs apiPreference, int[] prms)
    {
        ThrowIfNoName(fileName);
        ArgumentNullException.ThrowIfNull(prms);
        fixed (int* values = prms)
        {
            Native.Check(NativeMethods.cvs_capture_new_file(
                fileName, (int)apiPreference, values, prms.Length, out var p));
            ptr = p;
        }

        CaptureType = CaptureType.File;
    }

    ~VideoCapture()
    {
        Dispose(false);
    }

    public bool Open(string fileName, VideoCaptureAPIs apiPreference = VideoCaptureAPIs.ANY)
    {
        ThrowIfDisposed();
        ThrowIfNoName(fileName);
        Native.Check(NativeMethods.cvs_capture_open(CvPtr, fileName, (int)apiPreference, out var opened));
        GC.KeepAlive(this);
        if (opened == 0)
            return false;

        CaptureType = CaptureType.File;
        return true;
    }

    public bool IsOpened()
    {
        Native.Check(NativeMethods.cvs_capture_is_opened(CvPtr, out var opened));
        GC.KeepAlive(this);
        return opened != 0;
    }

    /// <summary>Closes the stream; the object can open another.</summary>
    public void Release()
    {
        Native.Check(NativeMethods.cvs_capture_release(CvPtr));
        GC.KeepAlive(this);
    }

    protected override void DisposeUnmanaged()
    {
        var native = ptr;
        ptr = IntPtr.Zero;
        if (native != IntPtr.Zero)
            NativeMethods.cvs_capture_delete(native);
        base.DisposeUnmanaged();
    }

    private static void ThrowIfNoName(string? fileName)
    {
        if (string.IsNullOrEmpty(fileName))
            throw new ArgumentNullException(nameof(fileName));
    }
}
