using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Options of the CUDA provider; may be disposed once appended.</summary>
public unsafe class OrtCUDAProviderOptions : SafeHandle
{
    public OrtCUDAProviderOptions()
        : base(IntPtr.Zero, ownsHandle: true)
    {
        IntPtr options;
        NativeMethods.Check(NativeMethods.CreateCudaProviderOptions(&options));
        SetHandle(options);
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    internal IntPtr Handle => handle;

    public void UpdateOptions(Dictionary<string, string> providerOptions)
    {
        using var options = new Utf8Pairs(providerOptions);
        NativeMethods.Check(NativeMethods.UpdateCudaProviderOptions(handle, options.Keys, options.Values, options.Count));
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.ReleaseCudaProviderOptions(handle);
        return true;
    }
}
