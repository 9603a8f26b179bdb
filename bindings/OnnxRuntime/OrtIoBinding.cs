using System;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Inputs and outputs of runs, bound once. Dispose before the session; one thread at a time.</summary>
public unsafe class OrtIoBinding : SafeHandle
{
    private readonly InferenceSession _session;

    internal OrtIoBinding(InferenceSession session)
        : base(IntPtr.Zero, ownsHandle: true)
    {
        _session = session;
        IntPtr binding;
        NativeMethods.Check(NativeMethods.CreateIoBinding(session.Handle, &binding));
        SetHandle(binding);
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    internal IntPtr Handle => handle;

    public void BindInput(string name, OrtValue ortValue)
    {
        fixed (byte* utf8 = NativeMethods.Utf8(name))
        {
            NativeMethods.Check(NativeMethods.BindInput(handle, utf8, ortValue.Handle));
        }

        GC.KeepAlive(ortValue);
        GC.KeepAlive(_session);
    }

    public void BindOutput(string name, OrtValue ortValue)
    {
        fixed (byte* utf8 = NativeMethods.Utf8(name))
        {
            NativeMethods.Check(NativeMethods.BindOutput(handle, utf8, ortValue.Handle));
        }

        GC.KeepAlive(ortValue);
        GC.KeepAlive(_session);
    }

    public void SynchronizeBoundInputs() => NativeMethods.Check(NativeMethods.SynchronizeBoundInputs(handle));

    public void SynchronizeBoundOutputs() => NativeMethods.Check(NativeMethods.SynchronizeBoundOutputs(handle));

    protected override bool ReleaseHandle()
    {
        NativeMethods.ReleaseIoBinding(handle);
        return true;
    }
}
