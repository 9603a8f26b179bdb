using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Internal;

/// <summary>Holds a handle open for the length of a native call; a disposed one throws.</summary>
internal readonly ref struct HandleScope
{
    private readonly SafeHandle _handle;

    public HandleScope(SafeHandle handle)
    {
        var added = false;
        handle.DangerousAddRef(ref added);
        _handle = handle;
        Value = handle.DangerousGetHandle();
    }

    public nint Value { get; }

    public void Dispose() => _handle.DangerousRelease();
}
