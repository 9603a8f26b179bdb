using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Internal;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The environment of the process. It is created on first use and normally never disposed.</summary>
public sealed unsafe class OrtEnv : SafeHandle
{
    private const string DefaultLogId = "CSharpOnnxRuntime";
    private const int CSharpProjection = 2;

    private static readonly Lock s_lock = new();
    private static OrtEnv s_instance;
    private static EnvironmentCreationOptions s_options;
    private static DOrtLoggingFunction s_loggingFunction;

    private OrtLoggingLevel _envLogLevel;

    private OrtEnv(nint handle, OrtLoggingLevel logLevel)
        : base(0, ownsHandle: true)
    {
        SetHandle(handle);
        _envLogLevel = logLevel;
    }

    public override bool IsInvalid => handle == 0;

    public static bool IsCreated
    {
        get
        {
            lock (s_lock)
                return s_instance is not null;
        }
    }

    public OrtLoggingLevel EnvLogLevel
    {
        get => _envLogLevel;
        set
        {
            using var env = new HandleScope(this);
            NativeStatus.Verify(NativeMethods.Api->UpdateEnvWithCustomLogLevel(env.Value, value));
            _envLogLevel = value;
        }
    }

    public static OrtEnv Instance()
    {
        lock (s_lock)
            return s_instance ??= Create();
    }

    public static OrtEnv CreateInstanceWithOptions(ref EnvironmentCreationOptions options)
    {
        lock (s_lock)
        {
            if (s_instance is not null)
            {
                throw new OnnxRuntimeException(
                    ErrorCode.RuntimeException,
                    "OrtEnv singleton instance already exists, supplied options would not have effect");
            }

            s_options = options;
            return s_instance = Create();
        }
    }

    public string GetVersionString() => NativeMethods.VersionString;

    public string[] GetAvailableProviders()
    {
        byte** names;
        int count;
        NativeStatus.Verify(NativeMethods.Api->GetAvailableProviders(&names, &count));
        var result = new string[count];
        for (var i = 0; i < count; i++)
            result[i] = Marshal.PtrToStringUTF8((nint)names[i]);
        NativeStatus.Verify(NativeMethods.Api->ReleaseAvailableProviders(names, count));
        return result;
    }

    protected override bool ReleaseHandle()
    {
        lock (s_lock)
        {
            NativeMethods.Api->ReleaseEnv(handle);
            if (ReferenceEquals(s_instance, this))
                s_instance = null;
        }

        return true;
    }

    private static OrtEnv Create()
    {
        var api = NativeMethods.Api;
        var level = s_options.logLevel ?? OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
        using var logId = new Utf8(s_options.logId ?? DefaultLogId);
        nint native;
        if (s_options.loggingFunction is { } function)
        {
            s_loggingFunction = function;
            NativeStatus.Verify(api->CreateEnvWithCustomLogger(
                &Log, s_options.loggingParam.GetValueOrDefault(), level, logId.Value, &native));
        }
        else
        {
            NativeStatus.Verify(api->CreateEnv(level, logId.Value, &native));
        }

        var env = new OrtEnv(native, level);
        NativeStatus.Verify(api->SetLanguageProjection(native, CSharpProjection));
        return env;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Log(nint param, int severity, byte* category, byte* logId, byte* location, byte* message) =>
        s_loggingFunction(
            param,
            (OrtLoggingLevel)severity,
            Marshal.PtrToStringUTF8((nint)category),
            Marshal.PtrToStringUTF8((nint)logId),
            Marshal.PtrToStringUTF8((nint)location),
            Marshal.PtrToStringUTF8((nint)message));
}
