namespace OpenCvSharp;

/// <summary>An object with a native pointer.</summary>
public abstract class CvObject : DisposableObject
{
    protected CvObject()
    {
    }

    public IntPtr CvPtr
    {
        get
        {
            ThrowIfDisposed();
            return ptr;
        }
    }

    protected IntPtr ptr { get; private protected set; }
}
