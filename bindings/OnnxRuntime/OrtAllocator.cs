using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Internal;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>An allocator: the default one of the CPU, or a session's for one of its devices.</summary>
public unsafe class OrtAllocator : SafeHandle
{
    private static readonly Lazy<OrtAllocator> s_default = new(() => new OrtAllocator());

    public OrtAllocator(InferenceSession session, OrtMemoryInfo memInfo)
        : base(0, ownsHandle: true)
    {
        using var native = new HandleScope(session.Handle);
        using var info = new HandleScope(memInfo);
        nint allocator;
        NativeStatus.Verify(NativeMethods.Api->CreateAllocator(native.Value, info.Value, &allocator));
        SetHandle(allocator);
    }

    private OrtAllocator()
        : base(0, ownsHandle: false) =>
        SetHandle(DefaultAllocator.Pointer);

    public static OrtAllocator DefaultInstance => s_default.Value;

    public override bool IsInvalid => handle == 0;

    public OrtMemoryInfo Info
    {
        get
        {
            using var self = new HandleScope(this);
            nint info;
            NativeStatus.Verify(NativeMethods.Api->AllocatorGetInfo(self.Value, &info));
            return new OrtMemoryInfo(info, this);
        }
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.Api->ReleaseAllocator(handle);
        return true;
    }
}
