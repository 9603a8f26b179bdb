using Microsoft.ML.OnnxRuntime.Internal;

namespace Microsoft.ML.OnnxRuntime;

// Getters return what was set last from here, never the native state.
public unsafe partial class SessionOptions
{
    private bool _enableMemoryPattern = true;
    private bool _enableCpuMemArena = true;
    private bool _enableProfiling;
    private string _logId = string.Empty;
    private OrtLoggingLevel _logSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
    private int _intraOpNumThreads;
    private int _interOpNumThreads;
    private GraphOptimizationLevel _graphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
    private ExecutionMode _executionMode = ExecutionMode.ORT_SEQUENTIAL;

    public bool EnableMemoryPattern
    {
        get => _enableMemoryPattern;
        set
        {
            if (_enableMemoryPattern == value)
                return;
            using var self = new HandleScope(this);
            NativeStatus.Verify(value
                ? NativeMethods.Api->EnableMemPattern(self.Value)
                : NativeMethods.Api->DisableMemPattern(self.Value));
            _enableMemoryPattern = value;
        }
    }

    public bool EnableCpuMemArena
    {
        get => _enableCpuMemArena;
        set
        {
            if (_enableCpuMemArena == value)
                return;
            using var self = new HandleScope(this);
            NativeStatus.Verify(value
                ? NativeMethods.Api->EnableCpuMemArena(self.Value)
                : NativeMethods.Api->DisableCpuMemArena(self.Value));
            _enableCpuMemArena = value;
        }
    }

    public string ProfileOutputPathPrefix { get; set; } = "onnxruntime_profile_";

    public bool EnableProfiling
    {
        get => _enableProfiling;
        set
        {
            if (_enableProfiling == value)
                return;
            using var self = new HandleScope(this);
            using var prefix = new Utf8(ProfileOutputPathPrefix);
            NativeStatus.Verify(value
                ? NativeMethods.Api->EnableProfiling(self.Value, prefix.Value)
                : NativeMethods.Api->DisableProfiling(self.Value));
            _enableProfiling = value;
        }
    }

    public string LogId
    {
        get => _logId;
        set
        {
            using var self = new HandleScope(this);
            using var id = new Utf8(value);
            NativeStatus.Verify(NativeMethods.Api->SetSessionLogId(self.Value, id.Value));
            _logId = value;
        }
    }

    public OrtLoggingLevel LogSeverityLevel
    {
        get => _logSeverityLevel;
        set
        {
            using var self = new HandleScope(this);
            NativeStatus.Verify(NativeMethods.Api->SetSessionLogSeverityLevel(self.Value, value));
            _logSeverityLevel = value;
        }
    }

    public int IntraOpNumThreads
    {
        get => _intraOpNumThreads;
        set
        {
            using var self = new HandleScope(this);
            NativeStatus.Verify(NativeMethods.Api->SetIntraOpNumThreads(self.Value, value));
            _intraOpNumThreads = value;
        }
    }

    public int InterOpNumThreads
    {
        get => _interOpNumThreads;
        set
        {
            using var self = new HandleScope(this);
            NativeStatus.Verify(NativeMethods.Api->SetInterOpNumThreads(self.Value, value));
            _interOpNumThreads = value;
        }
    }

    public GraphOptimizationLevel GraphOptimizationLevel
    {
        get => _graphOptimizationLevel;
        set
        {
            using var self = new HandleScope(this);
            NativeStatus.Verify(NativeMethods.Api->SetSessionGraphOptimizationLevel(self.Value, value));
            _graphOptimizationLevel = value;
        }
    }

    public ExecutionMode ExecutionMode
    {
        get => _executionMode;
        set
        {
            using var self = new HandleScope(this);
            NativeStatus.Verify(NativeMethods.Api->SetSessionExecutionMode(self.Value, value));
            _executionMode = value;
        }
    }
}
