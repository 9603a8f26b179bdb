namespace Microsoft.ML.OnnxRuntime;

/// <summary>What the environment is created with; every field may be left unset.</summary>
public struct EnvironmentCreationOptions
{
    public string logId;
    public OrtLoggingLevel? logLevel;
    public IntPtr? loggingParam;
    public DOrtLoggingFunction loggingFunction;
}
