using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Where memory lies: allocator, device, kind.</summary>
public unsafe class OrtMemoryInfo : SafeHandle
{
    public static readonly byte[] allocatorCPU = Encoding.UTF8.GetBytes("Cpu" + char.MinValue);
    public static readonly byte[] allocatorCUDA = Encoding.UTF8.GetBytes("Cuda" + char.MinValue);
    public static readonly byte[] allocatorCUDA_PINNED = Encoding.UTF8.GetBytes("CudaPinned" + char.MinValue);

    private static readonly Lazy<OrtMemoryInfo> s_default =
        new(() => new OrtMemoryInfo(allocatorCPU, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Cpu));

    public OrtMemoryInfo(byte[] utf8AllocatorName, OrtAllocatorType allocatorType, int deviceId, OrtMemType memoryType)
        : base(IntPtr.Zero, ownsHandle: true)
    {
        fixed (byte* name = utf8AllocatorName)
        {
            IntPtr info;
            NativeMethods.Check(NativeMethods.CreateMemoryInfo(name, (int)allocatorType, deviceId, (int)memoryType, &info));
            SetHandle(info);
        }
    }

    /// <summary>A view of native info that somebody else owns.</summary>
    internal OrtMemoryInfo(IntPtr borrowed)
        : base(IntPtr.Zero, ownsHandle: false) => SetHandle(borrowed);

    public static OrtMemoryInfo DefaultInstance => s_default.Value;

    public override bool IsInvalid => handle == IntPtr.Zero;

    public string Name
    {
        get
        {
            byte* name;
            NativeMethods.Check(NativeMethods.MemoryInfoGetName(handle, &name));
            return NativeMethods.Text(name);
        }
    }

    internal IntPtr Handle => handle;

    protected override bool ReleaseHandle()
    {
        NativeMethods.ReleaseMemoryInfo(handle);
        return true;
    }
}
