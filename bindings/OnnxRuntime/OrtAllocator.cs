using System;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Allocates in the memory of a session's device. Dispose before the session.</summary>
public unsafe class OrtAllocator : SafeHandle
{
    public OrtAllocator(InferenceSession session, OrtMemoryInfo memInfo)
        : base(IntPtr.Zero, ownsHandle: true)
    {
        IntPtr allocator;
        NativeMethods.Check(NativeMethods.CreateAllocator(session.Handle, memInfo.Handle, &allocator));
        SetHandle(allocator);
        GC.KeepAlive(session);
        GC.KeepAlive(memInfo);
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    internal IntPtr Handle => handle;

    protected override bool ReleaseHandle()
    {
        NativeMethods.ReleaseAllocator(handle);
        return true;
    }
}
