using System.Text;
using OpenCvSharp.Internal;

namespace OpenCvSharp;

public partial class VideoCapture
{
    public CaptureType CaptureType { get; private set; }

    public int PosMsec
    {
        get => (int)Get(VideoCaptureProperties.PosMsec);
        set => Set(VideoCaptureProperties.PosMsec, value);
    }

    public int FrameWidth
    {
        get => (int)Get(VideoCaptureProperties.FrameWidth);
        set => SetOfCamera(VideoCaptureProperties.FrameWidth, value);
    }

    public int FrameHeight
    {
        get => (int)Get(VideoCaptureProperties.FrameHeight);
        set => SetOfCamera(VideoCaptureProperties.FrameHeight, value);
    }

    public double Fps
    {
        get => Get(VideoCaptureProperties.Fps);
        set => SetOfCamera(VideoCaptureProperties.Fps, value);
    }

    public string FourCC
    {
        get
        {
            var code = (int)Get(VideoCaptureProperties.FourCC);
            return string.Concat((char)(code & 255), (char)((code >> 8) & 255), (char)((code >> 16) & 255))
                + (char)((code >> 24) & 255);
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Length != 4)
                throw new ArgumentException("A code has four characters.", nameof(value));
            SetOfCamera(VideoCaptureProperties.FourCC, BitConverter.ToInt32(Encoding.ASCII.GetBytes(value)));
        }
    }

    public int FrameCount => (int)Get(VideoCaptureProperties.FrameCount);

    /// <summary>0 for what the backend does not know.</summary>
    public double Get(VideoCaptureProperties propertyId)
    {
        Native.Check(NativeMethods.cvs_capture_get(CvPtr, (int)propertyId, out var value));
        GC.KeepAlive(this);
        return value;
    }

    public bool Set(VideoCaptureProperties propertyId, double value)
    {
        Native.Check(NativeMethods.cvs_capture_set(CvPtr, (int)propertyId, value, out var done));
        GC.KeepAlive(this);
        return done != 0;
    }

    public unsafe string GetBackendName()
    {
        var buffer = stackalloc byte[64];
        Native.Check(NativeMethods.cvs_capture_backend_name(CvPtr, buffer, 64));
        GC.KeepAlive(this);
        return Native.Text((IntPtr)buffer);
    }

    private void SetOfCamera(VideoCaptureProperties propertyId, double value)
    {
        if (CaptureType == CaptureType.File)
            throw new NotSupportedException("Only for cameras");
        Set(propertyId, value);
    }
}
