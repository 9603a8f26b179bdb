using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>How sessions are made. Getters give the last value set here, never the native state.</summary>
public unsafe class SessionOptions : SafeHandle
{
    public SessionOptions()
        : base(IntPtr.Zero, ownsHandle: true)
    {
        OrtEnv.Instance();
        IntPtr options;
        NativeMethods.Check(NativeMethods.CreateSessionOptions(&options));
        SetHandle(options);
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    public bool EnableMemoryPattern
    {
        get;
        set
        {
            if (field != value)
            {
                NativeMethods.Check(value ? NativeMethods.EnableMemPattern(handle) : NativeMethods.DisableMemPattern(handle));
                field = value;
            }
        }
    } = true;

    public OrtLoggingLevel LogSeverityLevel
    {
        get;
        set
        {
            NativeMethods.Check(NativeMethods.SetSessionLogSeverityLevel(handle, (int)value));
            field = value;
        }
    } = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;

    public int IntraOpNumThreads
    {
        get;
        set
        {
            NativeMethods.Check(NativeMethods.SetIntraOpNumThreads(handle, value));
            field = value;
        }
    }

    public int InterOpNumThreads
    {
        get;
        set
        {
            NativeMethods.Check(NativeMethods.SetInterOpNumThreads(handle, value));
            field = value;
        }
    }

    public GraphOptimizationLevel GraphOptimizationLevel
    {
        get;
        set
        {
            NativeMethods.Check(NativeMethods.SetSessionGraphOptimizationLevel(handle, (int)value));
            field = value;
        }
    } = GraphOptimizationLevel.ORT_ENABLE_ALL;

    public ExecutionMode ExecutionMode
    {
        get;
        set
        {
            NativeMethods.Check(NativeMethods.SetSessionExecutionMode(handle, (int)value));
            field = value;
        }
    } = ExecutionMode.ORT_SEQUENTIAL;

    internal IntPtr Handle => handle;

    public void AppendExecutionProvider_CUDA(OrtCUDAProviderOptions cudaProviderOptions)
    {
        NativeMethods.Check(NativeMethods.AppendExecutionProviderCuda(handle, cudaProviderOptions.Handle));
        GC.KeepAlive(cudaProviderOptions);
    }

    public void AppendExecutionProvider_Tensorrt(int deviceId = 0) =>
        NativeMethods.Check(NativeMethods.ExportedAppend("OrtSessionOptionsAppendExecutionProvider_Tensorrt")(handle, deviceId));

    public void AppendExecutionProvider(string providerName, Dictionary<string, string> providerOptions = null)
    {
        using var options = new Utf8Pairs(providerOptions);
        fixed (byte* name = NativeMethods.Utf8(providerName))
        {
            NativeMethods.Check(NativeMethods.AppendExecutionProvider(handle, name, options.Keys, options.Values, options.Count));
        }
    }

    public void AddSessionConfigEntry(string configKey, string configValue)
    {
        fixed (byte* key = NativeMethods.Utf8(configKey), value = NativeMethods.Utf8(configValue))
        {
            NativeMethods.Check(NativeMethods.AddSessionConfigEntry(handle, key, value));
        }
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.ReleaseSessionOptions(handle);
        return true;
    }
}
