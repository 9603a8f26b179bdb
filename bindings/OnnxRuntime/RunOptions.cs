using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Internal;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>How one run is done; <see cref="Terminate"/> stops the runs that use it.</summary>
public unsafe class RunOptions : SafeHandle
{
    private OrtLoggingLevel _logSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
    private string _logId = string.Empty;
    private bool _terminate;

    public RunOptions()
        : base(0, ownsHandle: true)
    {
        nint options;
        NativeStatus.Verify(NativeMethods.Api->CreateRunOptions(&options));
        SetHandle(options);
    }

    public override bool IsInvalid => handle == 0;

    public OrtLoggingLevel LogSeverityLevel
    {
        get => _logSeverityLevel;
        set
        {
            using var self = new HandleScope(this);
            NativeStatus.Verify(NativeMethods.Api->RunOptionsSetLogSeverityLevel(self.Value, value));
            _logSeverityLevel = value;
        }
    }

    public string LogId
    {
        get => _logId;
        set
        {
            using var self = new HandleScope(this);
            using var id = new Utf8(value);
            NativeStatus.Verify(NativeMethods.Api->RunOptionsSetRunTag(self.Value, id.Value));
            _logId = value;
        }
    }

    public bool Terminate
    {
        get => _terminate;
        set
        {
            if (_terminate == value)
                return;
            using var self = new HandleScope(this);
            NativeStatus.Verify(value
                ? NativeMethods.Api->RunOptionsSetTerminate(self.Value)
                : NativeMethods.Api->RunOptionsUnsetTerminate(self.Value));
            _terminate = value;
        }
    }

    public void AddRunConfigEntry(string configKey, string configValue)
    {
        using var self = new HandleScope(this);
        using var key = new Utf8(configKey);
        using var value = new Utf8(configValue);
        NativeStatus.Verify(NativeMethods.Api->AddRunConfigEntry(self.Value, key.Value, value.Value));
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.Api->ReleaseRunOptions(handle);
        return true;
    }
}
