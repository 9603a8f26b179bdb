using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.OnnxRuntime.Internal;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Where memory is: the allocator's name, the device and the side of the provider.</summary>
public unsafe class OrtMemoryInfo : SafeHandle
{
    public static readonly byte[] allocatorCPU = Encoding.UTF8.GetBytes("Cpu" + char.MinValue);
    public static readonly byte[] allocatorCUDA = Encoding.UTF8.GetBytes("Cuda" + char.MinValue);
    public static readonly byte[] allocatorCUDA_PINNED = Encoding.UTF8.GetBytes("CudaPinned" + char.MinValue);

    private static readonly Lazy<OrtMemoryInfo> s_default = new(CreateCpu);

    // Keeps the native object that a borrowed handle belongs to alive.
    private readonly object _owner;

    public OrtMemoryInfo(byte[] utf8AllocatorName, OrtAllocatorType allocatorType, int deviceId, OrtMemType memoryType)
        : base(0, ownsHandle: true)
    {
        nint info;
        fixed (byte* name = utf8AllocatorName)
            NativeStatus.Verify(
                NativeMethods.Api->CreateMemoryInfo(name, allocatorType, deviceId, memoryType, &info));
        SetHandle(info);
    }

    public OrtMemoryInfo(string allocatorName, OrtAllocatorType allocatorType, int deviceId, OrtMemType memoryType)
        : this(Encoding.UTF8.GetBytes(allocatorName + char.MinValue), allocatorType, deviceId, memoryType)
    {
    }

    internal OrtMemoryInfo(nint borrowed, object owner)
        : base(0, owner is null)
    {
        _owner = owner;
        SetHandle(borrowed);
    }

    public static OrtMemoryInfo DefaultInstance => s_default.Value;

    public override bool IsInvalid => handle == 0;

    public string Name
    {
        get
        {
            using var self = new HandleScope(this);
            byte* name;
            NativeStatus.Verify(NativeMethods.Api->MemoryInfoGetName(self.Value, &name));
            return Marshal.PtrToStringUTF8((nint)name);
        }
    }

    public int Id
    {
        get
        {
            using var self = new HandleScope(this);
            int id;
            NativeStatus.Verify(NativeMethods.Api->MemoryInfoGetId(self.Value, &id));
            return id;
        }
    }

    public OrtMemType GetMemoryType()
    {
        using var self = new HandleScope(this);
        OrtMemType type;
        NativeStatus.Verify(NativeMethods.Api->MemoryInfoGetMemType(self.Value, &type));
        return type;
    }

    public OrtAllocatorType GetAllocatorType()
    {
        using var self = new HandleScope(this);
        OrtAllocatorType type;
        NativeStatus.Verify(NativeMethods.Api->MemoryInfoGetType(self.Value, &type));
        return type;
    }

    public override bool Equals(object obj) => obj is OrtMemoryInfo other && Equals(other);

    public bool Equals(OrtMemoryInfo other)
    {
        if (other is null)
            return false;
        if (ReferenceEquals(this, other))
            return true;
        using var self = new HandleScope(this);
        using var that = new HandleScope(other);
        int difference;
        NativeStatus.Verify(NativeMethods.Api->CompareMemoryInfo(self.Value, that.Value, &difference));
        return difference == 0;
    }

    public override int GetHashCode() => HashCode.Combine(Id, GetMemoryType());

    protected override bool ReleaseHandle()
    {
        NativeMethods.Api->ReleaseMemoryInfo(handle);
        return true;
    }

    private static OrtMemoryInfo CreateCpu()
    {
        nint info;
        NativeStatus.Verify(NativeMethods.Api->CreateCpuMemoryInfo(
            OrtAllocatorType.DeviceAllocator, OrtMemType.Cpu, &info));
        return new OrtMemoryInfo(info, owner: null);
    }
}
