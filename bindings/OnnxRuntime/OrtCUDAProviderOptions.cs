using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Internal;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Options of the CUDA execution provider.</summary>
public unsafe class OrtCUDAProviderOptions : SafeHandle
{
    public OrtCUDAProviderOptions()
        : base(0, ownsHandle: true)
    {
        nint options;
        NativeStatus.Verify(NativeMethods.Api->CreateCudaProviderOptions(&options));
        SetHandle(options);
    }

    public override bool IsInvalid => handle == 0;

    public string GetOptions()
    {
        using var self = new HandleScope(this);
        byte* text;
        NativeStatus.Verify(
            NativeMethods.Api->GetCudaProviderOptionsAsString(self.Value, DefaultAllocator.Pointer, &text));
        return DefaultAllocator.Take(text);
    }

    public void UpdateOptions(Dictionary<string, string> providerOptions)
    {
        using var self = new HandleScope(this);
        using var pairs = new Utf8Pairs(providerOptions);
        NativeStatus.Verify(NativeMethods.Api->UpdateCudaProviderOptions(
            self.Value, pairs.Keys, pairs.Values, (nuint)pairs.Count));
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.Api->ReleaseCudaProviderOptions(handle);
        return true;
    }
}
