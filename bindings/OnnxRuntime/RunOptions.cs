using System;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>How one run goes; may be shared by runs.</summary>
public unsafe class RunOptions : SafeHandle
{
    public RunOptions()
        : base(IntPtr.Zero, ownsHandle: true)
    {
        IntPtr options;
        NativeMethods.Check(NativeMethods.CreateRunOptions(&options));
        SetHandle(options);
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    public bool Terminate
    {
        get;
        set
        {
            if (field != value)
            {
                NativeMethods.Check(value ? NativeMethods.RunOptionsSetTerminate(handle) : NativeMethods.RunOptionsUnsetTerminate(handle));
                field = value;
            }
        }
    }

    internal IntPtr Handle => handle;

    protected override bool ReleaseHandle()
    {
        NativeMethods.ReleaseRunOptions(handle);
        return true;
    }
}
