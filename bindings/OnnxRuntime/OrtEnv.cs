using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The process-wide environment; made on first use, normally never disposed.</summary>
public sealed unsafe class OrtEnv : SafeHandle
{
    private const int CSharpProjection = 2;

    private static readonly Lock s_gate = new();
    private static OrtEnv s_instance;

    private OrtLoggingLevel _level = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;

    private OrtEnv()
        : base(IntPtr.Zero, ownsHandle: true)
    {
        fixed (byte* logId = "CSharpOnnxRuntime\0"u8)
        {
            IntPtr env;
            NativeMethods.Check(NativeMethods.CreateEnv((int)_level, logId, &env));
            SetHandle(env);
        }

        NativeMethods.Check(NativeMethods.SetLanguageProjection(handle, CSharpProjection));
    }

    public static bool IsCreated
    {
        get
        {
            lock (s_gate)
            {
                return s_instance is not null;
            }
        }
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    public OrtLoggingLevel EnvLogLevel
    {
        get => _level;
        set
        {
            NativeMethods.Check(NativeMethods.UpdateEnvWithCustomLogLevel(handle, (int)value));
            _level = value;
        }
    }

    internal IntPtr Handle => handle;

    public static OrtEnv Instance()
    {
        lock (s_gate)
        {
            return s_instance ??= new OrtEnv();
        }
    }

    public string GetVersionString() => NativeMethods.Version;

    public string[] GetAvailableProviders()
    {
        byte** names;
        int count;
        NativeMethods.Check(NativeMethods.GetAvailableProviders(&names, &count));
        var providers = new string[count];
        for (var i = 0; i < count; i++)
        {
            providers[i] = NativeMethods.Text(names[i]);
        }

        NativeMethods.Check(NativeMethods.ReleaseAvailableProviders(names, count));
        return providers;
    }

    protected override bool ReleaseHandle()
    {
        lock (s_gate)
        {
            s_instance = null;
        }

        NativeMethods.ReleaseEnv(handle);
        return true;
    }
}
