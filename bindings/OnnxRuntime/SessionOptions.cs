using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Internal;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>How a session is built. The native side copies it, so it may be disposed once the session exists.</summary>
public unsafe partial class SessionOptions : SafeHandle
{
    public SessionOptions()
        : base(0, ownsHandle: true)
    {
        _ = OrtEnv.Instance();
        nint options;
        NativeStatus.Verify(NativeMethods.Api->CreateSessionOptions(&options));
        SetHandle(options);
    }

    public override bool IsInvalid => handle == 0;

    public void AppendExecutionProvider_CPU(int useArena = 1) =>
        NativeMethods.AppendExecutionProvider("CPU", this, useArena);

    public void AppendExecutionProvider_CUDA(int deviceId = 0) =>
        NativeMethods.AppendExecutionProvider("CUDA", this, deviceId);

    public void AppendExecutionProvider_CUDA(OrtCUDAProviderOptions cudaProviderOptions)
    {
        using var self = new HandleScope(this);
        using var options = new HandleScope(cudaProviderOptions);
        NativeStatus.Verify(NativeMethods.Api->AppendExecutionProviderCuda(self.Value, options.Value));
    }

    public void AppendExecutionProvider_Tensorrt(int deviceId = 0) =>
        NativeMethods.AppendExecutionProvider("Tensorrt", this, deviceId);

    public void AppendExecutionProvider_Tensorrt(OrtTensorRTProviderOptions trtProviderOptions)
    {
        using var self = new HandleScope(this);
        using var options = new HandleScope(trtProviderOptions);
        NativeStatus.Verify(NativeMethods.Api->AppendExecutionProviderTensorRt(self.Value, options.Value));
    }

    public void AppendExecutionProvider(string providerName, Dictionary<string, string> providerOptions = null)
    {
        using var self = new HandleScope(this);
        using var name = new Utf8(providerName);
        using var pairs = new Utf8Pairs(providerOptions);
        NativeStatus.Verify(NativeMethods.Api->AppendExecutionProvider(
            self.Value, name.Value, pairs.Keys, pairs.Values, (nuint)pairs.Count));
    }

    public void AddSessionConfigEntry(string configKey, string configValue)
    {
        using var self = new HandleScope(this);
        using var key = new Utf8(configKey);
        using var value = new Utf8(configValue);
        NativeStatus.Verify(NativeMethods.Api->AddSessionConfigEntry(self.Value, key.Value, value.Value));
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.Api->ReleaseSessionOptions(handle);
        return true;
    }
}
