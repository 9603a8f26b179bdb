namespace OpenCvSharp;

/// <summary>
/// The base of everything with a native side. The finalizer is in the classes that own native memory, not here: the
/// wrappers made for each call own none and must stay cheap.
/// </summary>
public abstract class DisposableObject : IDisposable
{
    private int _disposeSignaled;

    protected DisposableObject()
    {
    }

    public bool IsDisposed { get; protected set; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(IsDisposed, this);

    protected virtual void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _disposeSignaled, 1) != 0)
            return;

        IsDisposed = true;
        if (disposing)
            DisposeManaged();
        DisposeUnmanaged();
    }

    protected virtual void DisposeManaged()
    {
    }

    protected virtual void DisposeUnmanaged()
    {
    }
}
