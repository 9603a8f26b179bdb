namespace Microsoft.ML.OnnxRuntime;

/// <summary>Receives log lines on the threads of the native library; it must not throw.</summary>
public delegate void DOrtLoggingFunction(
    IntPtr param, OrtLoggingLevel severity, string category, string logId, string codeLocation, string message);
