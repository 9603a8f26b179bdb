using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Internal;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Options of the TensorRT execution provider.</summary>
public unsafe class OrtTensorRTProviderOptions : SafeHandle
{
    private int _deviceId;

    public OrtTensorRTProviderOptions()
        : base(0, ownsHandle: true)
    {
        nint options;
        NativeStatus.Verify(NativeMethods.Api->CreateTensorRtProviderOptions(&options));
        SetHandle(options);
    }

    public override bool IsInvalid => handle == 0;

    public string GetOptions()
    {
        using var self = new HandleScope(this);
        byte* text;
        NativeStatus.Verify(
            NativeMethods.Api->GetTensorRtProviderOptionsAsString(self.Value, DefaultAllocator.Pointer, &text));
        return DefaultAllocator.Take(text);
    }

    public void UpdateOptions(Dictionary<string, string> providerOptions)
    {
        using var self = new HandleScope(this);
        using var pairs = new Utf8Pairs(providerOptions);
        NativeStatus.Verify(NativeMethods.Api->UpdateTensorRtProviderOptions(
            self.Value, pairs.Keys, pairs.Values, (nuint)pairs.Count));
        if (providerOptions.TryGetValue("device_id", out var deviceId))
            _deviceId = int.Parse(deviceId, CultureInfo.InvariantCulture);
    }

    public int GetDeviceId() => _deviceId;

    protected override bool ReleaseHandle()
    {
        NativeMethods.Api->ReleaseTensorRtProviderOptions(handle);
        return true;
    }
}
