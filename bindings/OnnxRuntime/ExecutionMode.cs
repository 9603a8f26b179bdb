namespace Microsoft.ML.OnnxRuntime;

/// <summary>Whether independent operators run one after another or at once.</summary>
public enum ExecutionMode
{
    ORT_SEQUENTIAL = 0,
    ORT_PARALLEL = 1,
}
