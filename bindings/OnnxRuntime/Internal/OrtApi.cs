using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Internal;

#pragma warning disable CS0649 // filled by the native library

/// <summary>The function table of the C API. Only the slots in use are declared; slots never move.</summary>
[StructLayout(LayoutKind.Explicit)]
internal unsafe struct OrtApi
{
    /// <summary>The lowest API version whose table reaches the last slot declared below.</summary>
    public const uint Version = 23;

    private const int P = 8;

    [FieldOffset(1 * P)] public delegate* unmanaged[Cdecl]<nint, int> GetErrorCode;
    [FieldOffset(2 * P)] public delegate* unmanaged[Cdecl]<nint, byte*> GetErrorMessage;
    [FieldOffset(93 * P)] public delegate* unmanaged[Cdecl]<nint, void> ReleaseStatus;

    [FieldOffset(3 * P)] public delegate* unmanaged[Cdecl]<OrtLoggingLevel, byte*, nint*, nint> CreateEnv;
    [FieldOffset(4 * P)]
    public delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<nint, int, byte*, byte*, byte*, byte*, void>, nint,
        OrtLoggingLevel, byte*, nint*, nint> CreateEnvWithCustomLogger;
    [FieldOffset(92 * P)] public delegate* unmanaged[Cdecl]<nint, void> ReleaseEnv;
    [FieldOffset(125 * P)] public delegate* unmanaged[Cdecl]<byte***, int*, nint> GetAvailableProviders;
    [FieldOffset(126 * P)] public delegate* unmanaged[Cdecl]<byte**, int, nint> ReleaseAvailableProviders;
    [FieldOffset(145 * P)] public delegate* unmanaged[Cdecl]<nint, int, nint> SetLanguageProjection;
    [FieldOffset(226 * P)] public delegate* unmanaged[Cdecl]<nint, OrtLoggingLevel, nint> UpdateEnvWithCustomLogLevel;

    [FieldOffset(10 * P)] public delegate* unmanaged[Cdecl]<nint*, nint> CreateSessionOptions;
    [FieldOffset(13 * P)] public delegate* unmanaged[Cdecl]<nint, ExecutionMode, nint> SetSessionExecutionMode;
    [FieldOffset(14 * P)] public delegate* unmanaged[Cdecl]<nint, byte*, nint> EnableProfiling;
    [FieldOffset(15 * P)] public delegate* unmanaged[Cdecl]<nint, nint> DisableProfiling;
    [FieldOffset(16 * P)] public delegate* unmanaged[Cdecl]<nint, nint> EnableMemPattern;
    [FieldOffset(17 * P)] public delegate* unmanaged[Cdecl]<nint, nint> DisableMemPattern;
    [FieldOffset(18 * P)] public delegate* unmanaged[Cdecl]<nint, nint> EnableCpuMemArena;
    [FieldOffset(19 * P)] public delegate* unmanaged[Cdecl]<nint, nint> DisableCpuMemArena;
    [FieldOffset(20 * P)] public delegate* unmanaged[Cdecl]<nint, byte*, nint> SetSessionLogId;
    [FieldOffset(22 * P)] public delegate* unmanaged[Cdecl]<nint, OrtLoggingLevel, nint> SetSessionLogSeverityLevel;
    [FieldOffset(23 * P)]
    public delegate* unmanaged[Cdecl]<nint, GraphOptimizationLevel, nint> SetSessionGraphOptimizationLevel;
    [FieldOffset(24 * P)] public delegate* unmanaged[Cdecl]<nint, int, nint> SetIntraOpNumThreads;
    [FieldOffset(25 * P)] public delegate* unmanaged[Cdecl]<nint, int, nint> SetInterOpNumThreads;
    [FieldOffset(100 * P)] public delegate* unmanaged[Cdecl]<nint, void> ReleaseSessionOptions;
    [FieldOffset(130 * P)] public delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint> AddSessionConfigEntry;

    [FieldOffset(170 * P)] public delegate* unmanaged[Cdecl]<nint, nint, nint> AppendExecutionProviderTensorRt;
    [FieldOffset(171 * P)] public delegate* unmanaged[Cdecl]<nint*, nint> CreateTensorRtProviderOptions;
    [FieldOffset(172 * P)]
    public delegate* unmanaged[Cdecl]<nint, byte**, byte**, nuint, nint> UpdateTensorRtProviderOptions;
    [FieldOffset(173 * P)]
    public delegate* unmanaged[Cdecl]<nint, nint, byte**, nint> GetTensorRtProviderOptionsAsString;
    [FieldOffset(174 * P)] public delegate* unmanaged[Cdecl]<nint, void> ReleaseTensorRtProviderOptions;
    [FieldOffset(204 * P)] public delegate* unmanaged[Cdecl]<nint, nint, nint> AppendExecutionProviderCuda;
    [FieldOffset(205 * P)] public delegate* unmanaged[Cdecl]<nint*, nint> CreateCudaProviderOptions;
    [FieldOffset(206 * P)]
    public delegate* unmanaged[Cdecl]<nint, byte**, byte**, nuint, nint> UpdateCudaProviderOptions;
    [FieldOffset(207 * P)] public delegate* unmanaged[Cdecl]<nint, nint, byte**, nint> GetCudaProviderOptionsAsString;
    [FieldOffset(208 * P)] public delegate* unmanaged[Cdecl]<nint, void> ReleaseCudaProviderOptions;
    [FieldOffset(216 * P)]
    public delegate* unmanaged[Cdecl]<nint, byte*, byte**, byte**, nuint, nint> AppendExecutionProvider;

    [FieldOffset(7 * P)] public delegate* unmanaged[Cdecl]<nint, byte*, nint, nint*, nint> CreateSession;
    [FieldOffset(8 * P)]
    public delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint, nint*, nint> CreateSessionFromArray;
    [FieldOffset(9 * P)]
    public delegate* unmanaged[Cdecl]<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint> Run;
    [FieldOffset(30 * P)] public delegate* unmanaged[Cdecl]<nint, nuint*, nint> SessionGetInputCount;
    [FieldOffset(31 * P)] public delegate* unmanaged[Cdecl]<nint, nuint*, nint> SessionGetOutputCount;
    [FieldOffset(33 * P)] public delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint> SessionGetInputTypeInfo;
    [FieldOffset(34 * P)] public delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint> SessionGetOutputTypeInfo;
    [FieldOffset(36 * P)] public delegate* unmanaged[Cdecl]<nint, nuint, nint, byte**, nint> SessionGetInputName;
    [FieldOffset(37 * P)] public delegate* unmanaged[Cdecl]<nint, nuint, nint, byte**, nint> SessionGetOutputName;
    [FieldOffset(95 * P)] public delegate* unmanaged[Cdecl]<nint, void> ReleaseSession;
    [FieldOffset(110 * P)] public delegate* unmanaged[Cdecl]<nint, nint, byte**, nint> SessionEndProfiling;
    [FieldOffset(111 * P)] public delegate* unmanaged[Cdecl]<nint, nint*, nint> SessionGetModelMetadata;

    [FieldOffset(112 * P)] public delegate* unmanaged[Cdecl]<nint, nint, byte**, nint> ModelMetadataGetProducerName;
    [FieldOffset(113 * P)] public delegate* unmanaged[Cdecl]<nint, nint, byte**, nint> ModelMetadataGetGraphName;
    [FieldOffset(114 * P)] public delegate* unmanaged[Cdecl]<nint, nint, byte**, nint> ModelMetadataGetDomain;
    [FieldOffset(115 * P)] public delegate* unmanaged[Cdecl]<nint, nint, byte**, nint> ModelMetadataGetDescription;
    [FieldOffset(116 * P)] public delegate* unmanaged[Cdecl]<nint, nint, byte*, byte**, nint> ModelMetadataLookup;
    [FieldOffset(117 * P)] public delegate* unmanaged[Cdecl]<nint, long*, nint> ModelMetadataGetVersion;
    [FieldOffset(118 * P)] public delegate* unmanaged[Cdecl]<nint, void> ReleaseModelMetadata;
    [FieldOffset(123 * P)] public delegate* unmanaged[Cdecl]<nint, nint, byte***, long*, nint> ModelMetadataGetKeys;
    [FieldOffset(158 * P)]
    public delegate* unmanaged[Cdecl]<nint, nint, byte**, nint> ModelMetadataGetGraphDescription;

    [FieldOffset(39 * P)] public delegate* unmanaged[Cdecl]<nint*, nint> CreateRunOptions;
    [FieldOffset(41 * P)] public delegate* unmanaged[Cdecl]<nint, OrtLoggingLevel, nint> RunOptionsSetLogSeverityLevel;
    [FieldOffset(42 * P)] public delegate* unmanaged[Cdecl]<nint, byte*, nint> RunOptionsSetRunTag;
    [FieldOffset(46 * P)] public delegate* unmanaged[Cdecl]<nint, nint> RunOptionsSetTerminate;
    [FieldOffset(47 * P)] public delegate* unmanaged[Cdecl]<nint, nint> RunOptionsUnsetTerminate;
    [FieldOffset(97 * P)] public delegate* unmanaged[Cdecl]<nint, void> ReleaseRunOptions;
    [FieldOffset(165 * P)] public delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint> AddRunConfigEntry;

    [FieldOffset(55 * P)] public delegate* unmanaged[Cdecl]<nint, nint*, nint> CastTypeInfoToTensorInfo;
    [FieldOffset(56 * P)] public delegate* unmanaged[Cdecl]<nint, OnnxValueType*, nint> GetOnnxTypeFromTypeInfo;
    [FieldOffset(60 * P)]
    public delegate* unmanaged[Cdecl]<nint, Tensors.TensorElementType*, nint> GetTensorElementType;
    [FieldOffset(61 * P)] public delegate* unmanaged[Cdecl]<nint, nuint*, nint> GetDimensionsCount;
    [FieldOffset(62 * P)] public delegate* unmanaged[Cdecl]<nint, long*, nuint, nint> GetDimensions;
    [FieldOffset(63 * P)] public delegate* unmanaged[Cdecl]<nint, byte**, nuint, nint> GetSymbolicDimensions;
    [FieldOffset(64 * P)] public delegate* unmanaged[Cdecl]<nint, nuint*, nint> GetTensorShapeElementCount;
    [FieldOffset(98 * P)] public delegate* unmanaged[Cdecl]<nint, void> ReleaseTypeInfo;
    [FieldOffset(99 * P)] public delegate* unmanaged[Cdecl]<nint, void> ReleaseTensorTypeAndShapeInfo;

    [FieldOffset(48 * P)]
    public delegate* unmanaged[Cdecl]<nint, long*, nuint, Tensors.TensorElementType, nint*, nint> CreateTensor;
    [FieldOffset(49 * P)]
    public delegate* unmanaged[Cdecl]<nint, void*, nuint, long*, nuint, Tensors.TensorElementType, nint*, nint>
        CreateTensorWithData;
    [FieldOffset(51 * P)] public delegate* unmanaged[Cdecl]<nint, void**, nint> GetTensorMutableData;
    [FieldOffset(65 * P)] public delegate* unmanaged[Cdecl]<nint, nint*, nint> GetTensorTypeAndShape;
    [FieldOffset(67 * P)] public delegate* unmanaged[Cdecl]<nint, OnnxValueType*, nint> GetValueType;
    [FieldOffset(96 * P)] public delegate* unmanaged[Cdecl]<nint, void> ReleaseValue;
    [FieldOffset(194 * P)] public delegate* unmanaged[Cdecl]<nint, nint*, nint> GetTensorMemoryInfo;
    [FieldOffset(318 * P)] public delegate* unmanaged[Cdecl]<nint, nuint*, nint> GetTensorSizeInBytes;

    [FieldOffset(68 * P)]
    public delegate* unmanaged[Cdecl]<byte*, OrtAllocatorType, int, OrtMemType, nint*, nint> CreateMemoryInfo;
    [FieldOffset(69 * P)]
    public delegate* unmanaged[Cdecl]<OrtAllocatorType, OrtMemType, nint*, nint> CreateCpuMemoryInfo;
    [FieldOffset(70 * P)] public delegate* unmanaged[Cdecl]<nint, nint, int*, nint> CompareMemoryInfo;
    [FieldOffset(71 * P)] public delegate* unmanaged[Cdecl]<nint, byte**, nint> MemoryInfoGetName;
    [FieldOffset(72 * P)] public delegate* unmanaged[Cdecl]<nint, int*, nint> MemoryInfoGetId;
    [FieldOffset(73 * P)] public delegate* unmanaged[Cdecl]<nint, OrtMemType*, nint> MemoryInfoGetMemType;
    [FieldOffset(74 * P)] public delegate* unmanaged[Cdecl]<nint, OrtAllocatorType*, nint> MemoryInfoGetType;
    [FieldOffset(94 * P)] public delegate* unmanaged[Cdecl]<nint, void> ReleaseMemoryInfo;
    [FieldOffset(76 * P)] public delegate* unmanaged[Cdecl]<nint, void*, nint> AllocatorFree;
    [FieldOffset(77 * P)] public delegate* unmanaged[Cdecl]<nint, nint*, nint> AllocatorGetInfo;
    [FieldOffset(78 * P)] public delegate* unmanaged[Cdecl]<nint*, nint> GetAllocatorWithDefaultOptions;
    [FieldOffset(131 * P)] public delegate* unmanaged[Cdecl]<nint, nint, nint*, nint> CreateAllocator;
    [FieldOffset(132 * P)] public delegate* unmanaged[Cdecl]<nint, void> ReleaseAllocator;

    [FieldOffset(133 * P)] public delegate* unmanaged[Cdecl]<nint, nint, nint, nint> RunWithBinding;
    [FieldOffset(134 * P)] public delegate* unmanaged[Cdecl]<nint, nint*, nint> CreateIoBinding;
    [FieldOffset(135 * P)] public delegate* unmanaged[Cdecl]<nint, void> ReleaseIoBinding;
    [FieldOffset(136 * P)] public delegate* unmanaged[Cdecl]<nint, byte*, nint, nint> BindInput;
    [FieldOffset(137 * P)] public delegate* unmanaged[Cdecl]<nint, byte*, nint, nint> BindOutput;
    [FieldOffset(138 * P)] public delegate* unmanaged[Cdecl]<nint, byte*, nint, nint> BindOutputToDevice;
    [FieldOffset(139 * P)]
    public delegate* unmanaged[Cdecl]<nint, nint, byte**, nuint**, nuint*, nint> GetBoundOutputNames;
    [FieldOffset(140 * P)] public delegate* unmanaged[Cdecl]<nint, nint, nint**, nuint*, nint> GetBoundOutputValues;
    [FieldOffset(141 * P)] public delegate* unmanaged[Cdecl]<nint, void> ClearBoundInputs;
    [FieldOffset(142 * P)] public delegate* unmanaged[Cdecl]<nint, void> ClearBoundOutputs;
    [FieldOffset(202 * P)] public delegate* unmanaged[Cdecl]<nint, nint> SynchronizeBoundInputs;
    [FieldOffset(203 * P)] public delegate* unmanaged[Cdecl]<nint, nint> SynchronizeBoundOutputs;
}
