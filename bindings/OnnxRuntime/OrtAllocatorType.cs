namespace Microsoft.ML.OnnxRuntime;

/// <summary>Kinds of allocators.</summary>
public enum OrtAllocatorType
{
    DeviceAllocator = 0,
    ArenaAllocator = 1,
}
