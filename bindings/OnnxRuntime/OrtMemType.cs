namespace Microsoft.ML.OnnxRuntime;

/// <summary>Which side of an execution provider memory is on.</summary>
public enum OrtMemType
{
    CpuInput = -2,
    CpuOutput = -1,
    Cpu = CpuOutput,
    Default = 0,
}
