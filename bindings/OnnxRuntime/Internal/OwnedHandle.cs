using System.Buffers;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Internal;

/// <summary>A native object of a class that is not itself a handle, with the pin of the memory it looks at.</summary>
internal sealed unsafe class OwnedHandle : SafeHandle
{
    private readonly delegate* unmanaged[Cdecl]<nint, void> _release;
    private MemoryHandle _pin;

    public OwnedHandle(nint value, delegate* unmanaged[Cdecl]<nint, void> release, MemoryHandle pin = default)
        : base(0, ownsHandle: true)
    {
        _release = release;
        _pin = pin;
        SetHandle(value);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        _release(handle);
        _pin.Dispose();
        return true;
    }
}
