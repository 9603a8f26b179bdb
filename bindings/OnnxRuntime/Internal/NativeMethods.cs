using System;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The C API's function table. Slots are append-only, so a slot means the same function in every version.</summary>
static unsafe class NativeMethods
{
    /// <summary>The lowest version that holds every slot used here.</summary>
    private const uint ApiVersion = 14;

    private static readonly IntPtr s_library = NativeLibraryLocator.Load();
    private static readonly IntPtr* s_base = Base();
    private static readonly IntPtr* s_api = Table();

    public static readonly delegate* unmanaged[Cdecl]<IntPtr, int> GetErrorCode = (delegate* unmanaged[Cdecl]<IntPtr, int>)s_api[1];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, byte*> GetErrorMessage = (delegate* unmanaged[Cdecl]<IntPtr, byte*>)s_api[2];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, void> ReleaseStatus = (delegate* unmanaged[Cdecl]<IntPtr, void>)s_api[93];

    public static readonly delegate* unmanaged[Cdecl]<int, byte*, IntPtr*, IntPtr> CreateEnv = (delegate* unmanaged[Cdecl]<int, byte*, IntPtr*, IntPtr>)s_api[3];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, IntPtr, int, byte*, IntPtr*, IntPtr> CreateEnvWithCustomLogger = (delegate* unmanaged[Cdecl]<IntPtr, IntPtr, int, byte*, IntPtr*, IntPtr>)s_api[4];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, int, IntPtr> UpdateEnvWithCustomLogLevel = (delegate* unmanaged[Cdecl]<IntPtr, int, IntPtr>)s_api[226];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, int, IntPtr> SetLanguageProjection = (delegate* unmanaged[Cdecl]<IntPtr, int, IntPtr>)s_api[145];
    public static readonly delegate* unmanaged[Cdecl]<byte***, int*, IntPtr> GetAvailableProviders = (delegate* unmanaged[Cdecl]<byte***, int*, IntPtr>)s_api[125];
    public static readonly delegate* unmanaged[Cdecl]<byte**, int, IntPtr> ReleaseAvailableProviders = (delegate* unmanaged[Cdecl]<byte**, int, IntPtr>)s_api[126];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, void> ReleaseEnv = (delegate* unmanaged[Cdecl]<IntPtr, void>)s_api[92];

    public static readonly delegate* unmanaged[Cdecl]<IntPtr*, IntPtr> CreateSessionOptions = (delegate* unmanaged[Cdecl]<IntPtr*, IntPtr>)s_api[10];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, int, IntPtr> SetSessionExecutionMode = (delegate* unmanaged[Cdecl]<IntPtr, int, IntPtr>)s_api[13];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, IntPtr> EnableMemPattern = (delegate* unmanaged[Cdecl]<IntPtr, IntPtr>)s_api[16];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, IntPtr> DisableMemPattern = (delegate* unmanaged[Cdecl]<IntPtr, IntPtr>)s_api[17];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, int, IntPtr> SetSessionLogSeverityLevel = (delegate* unmanaged[Cdecl]<IntPtr, int, IntPtr>)s_api[22];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, int, IntPtr> SetSessionGraphOptimizationLevel = (delegate* unmanaged[Cdecl]<IntPtr, int, IntPtr>)s_api[23];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, int, IntPtr> SetIntraOpNumThreads = (delegate* unmanaged[Cdecl]<IntPtr, int, IntPtr>)s_api[24];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, int, IntPtr> SetInterOpNumThreads = (delegate* unmanaged[Cdecl]<IntPtr, int, IntPtr>)s_api[25];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, byte*, byte*, IntPtr> AddSessionConfigEntry = (delegate* unmanaged[Cdecl]<IntPtr, byte*, byte*, IntPtr>)s_api[130];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, void> ReleaseSessionOptions = (delegate* unmanaged[Cdecl]<IntPtr, void>)s_api[100];

    public static readonly delegate* unmanaged[Cdecl]<IntPtr, byte*, byte**, byte**, nuint, IntPtr> AppendExecutionProvider = (delegate* unmanaged[Cdecl]<IntPtr, byte*, byte**, byte**, nuint, IntPtr>)s_api[216];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, IntPtr, IntPtr> AppendExecutionProviderCuda = (delegate* unmanaged[Cdecl]<IntPtr, IntPtr, IntPtr>)s_api[204];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr*, IntPtr> CreateCudaProviderOptions = (delegate* unmanaged[Cdecl]<IntPtr*, IntPtr>)s_api[205];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, byte**, byte**, nuint, IntPtr> UpdateCudaProviderOptions = (delegate* unmanaged[Cdecl]<IntPtr, byte**, byte**, nuint, IntPtr>)s_api[206];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, void> ReleaseCudaProviderOptions = (delegate* unmanaged[Cdecl]<IntPtr, void>)s_api[208];

    public static readonly delegate* unmanaged[Cdecl]<IntPtr, byte*, IntPtr, IntPtr*, IntPtr> CreateSession = (delegate* unmanaged[Cdecl]<IntPtr, byte*, IntPtr, IntPtr*, IntPtr>)s_api[7];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, nuint*, IntPtr> SessionGetInputCount = (delegate* unmanaged[Cdecl]<IntPtr, nuint*, IntPtr>)s_api[30];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, nuint*, IntPtr> SessionGetOutputCount = (delegate* unmanaged[Cdecl]<IntPtr, nuint*, IntPtr>)s_api[31];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, nuint, IntPtr*, IntPtr> SessionGetInputTypeInfo = (delegate* unmanaged[Cdecl]<IntPtr, nuint, IntPtr*, IntPtr>)s_api[33];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, nuint, IntPtr*, IntPtr> SessionGetOutputTypeInfo = (delegate* unmanaged[Cdecl]<IntPtr, nuint, IntPtr*, IntPtr>)s_api[34];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, nuint, IntPtr, byte**, IntPtr> SessionGetInputName = (delegate* unmanaged[Cdecl]<IntPtr, nuint, IntPtr, byte**, IntPtr>)s_api[36];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, nuint, IntPtr, byte**, IntPtr> SessionGetOutputName = (delegate* unmanaged[Cdecl]<IntPtr, nuint, IntPtr, byte**, IntPtr>)s_api[37];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, void> ReleaseSession = (delegate* unmanaged[Cdecl]<IntPtr, void>)s_api[95];

    public static readonly delegate* unmanaged[Cdecl]<IntPtr*, IntPtr> CreateRunOptions = (delegate* unmanaged[Cdecl]<IntPtr*, IntPtr>)s_api[39];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, IntPtr> RunOptionsSetTerminate = (delegate* unmanaged[Cdecl]<IntPtr, IntPtr>)s_api[46];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, IntPtr> RunOptionsUnsetTerminate = (delegate* unmanaged[Cdecl]<IntPtr, IntPtr>)s_api[47];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, void> ReleaseRunOptions = (delegate* unmanaged[Cdecl]<IntPtr, void>)s_api[97];

    public static readonly delegate* unmanaged[Cdecl]<IntPtr, IntPtr*, IntPtr> CastTypeInfoToTensorInfo = (delegate* unmanaged[Cdecl]<IntPtr, IntPtr*, IntPtr>)s_api[55];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, int*, IntPtr> GetOnnxTypeFromTypeInfo = (delegate* unmanaged[Cdecl]<IntPtr, int*, IntPtr>)s_api[56];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, int*, IntPtr> GetTensorElementType = (delegate* unmanaged[Cdecl]<IntPtr, int*, IntPtr>)s_api[60];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, nuint*, IntPtr> GetDimensionsCount = (delegate* unmanaged[Cdecl]<IntPtr, nuint*, IntPtr>)s_api[61];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, long*, nuint, IntPtr> GetDimensions = (delegate* unmanaged[Cdecl]<IntPtr, long*, nuint, IntPtr>)s_api[62];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, byte**, nuint, IntPtr> GetSymbolicDimensions = (delegate* unmanaged[Cdecl]<IntPtr, byte**, nuint, IntPtr>)s_api[63];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, nuint*, IntPtr> GetTensorShapeElementCount = (delegate* unmanaged[Cdecl]<IntPtr, nuint*, IntPtr>)s_api[64];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, void> ReleaseTypeInfo = (delegate* unmanaged[Cdecl]<IntPtr, void>)s_api[98];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, void> ReleaseTensorTypeAndShapeInfo = (delegate* unmanaged[Cdecl]<IntPtr, void>)s_api[99];

    public static readonly delegate* unmanaged[Cdecl]<IntPtr, long*, nuint, int, IntPtr*, IntPtr> CreateTensorAsOrtValue = (delegate* unmanaged[Cdecl]<IntPtr, long*, nuint, int, IntPtr*, IntPtr>)s_api[48];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, void*, nuint, long*, nuint, int, IntPtr*, IntPtr> CreateTensorWithDataAsOrtValue = (delegate* unmanaged[Cdecl]<IntPtr, void*, nuint, long*, nuint, int, IntPtr*, IntPtr>)s_api[49];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, void**, IntPtr> GetTensorMutableData = (delegate* unmanaged[Cdecl]<IntPtr, void**, IntPtr>)s_api[51];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, IntPtr*, IntPtr> GetTensorTypeAndShape = (delegate* unmanaged[Cdecl]<IntPtr, IntPtr*, IntPtr>)s_api[65];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, IntPtr*, IntPtr> GetTensorMemoryInfo = (delegate* unmanaged[Cdecl]<IntPtr, IntPtr*, IntPtr>)s_api[194];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, void> ReleaseValue = (delegate* unmanaged[Cdecl]<IntPtr, void>)s_api[96];

    public static readonly delegate* unmanaged[Cdecl]<byte*, int, int, int, IntPtr*, IntPtr> CreateMemoryInfo = (delegate* unmanaged[Cdecl]<byte*, int, int, int, IntPtr*, IntPtr>)s_api[68];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, byte**, IntPtr> MemoryInfoGetName = (delegate* unmanaged[Cdecl]<IntPtr, byte**, IntPtr>)s_api[71];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, void> ReleaseMemoryInfo = (delegate* unmanaged[Cdecl]<IntPtr, void>)s_api[94];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr*, IntPtr> GetAllocatorWithDefaultOptions = (delegate* unmanaged[Cdecl]<IntPtr*, IntPtr>)s_api[78];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, IntPtr, IntPtr*, IntPtr> CreateAllocator = (delegate* unmanaged[Cdecl]<IntPtr, IntPtr, IntPtr*, IntPtr>)s_api[131];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, void*, IntPtr> AllocatorFree = (delegate* unmanaged[Cdecl]<IntPtr, void*, IntPtr>)s_api[76];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, void> ReleaseAllocator = (delegate* unmanaged[Cdecl]<IntPtr, void>)s_api[132];

    public static readonly delegate* unmanaged[Cdecl]<IntPtr, IntPtr*, IntPtr> CreateIoBinding = (delegate* unmanaged[Cdecl]<IntPtr, IntPtr*, IntPtr>)s_api[134];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, byte*, IntPtr, IntPtr> BindInput = (delegate* unmanaged[Cdecl]<IntPtr, byte*, IntPtr, IntPtr>)s_api[136];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, byte*, IntPtr, IntPtr> BindOutput = (delegate* unmanaged[Cdecl]<IntPtr, byte*, IntPtr, IntPtr>)s_api[137];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, IntPtr> SynchronizeBoundInputs = (delegate* unmanaged[Cdecl]<IntPtr, IntPtr>)s_api[202];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, IntPtr> SynchronizeBoundOutputs = (delegate* unmanaged[Cdecl]<IntPtr, IntPtr>)s_api[203];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, IntPtr, IntPtr, IntPtr> RunWithBinding = (delegate* unmanaged[Cdecl]<IntPtr, IntPtr, IntPtr, IntPtr>)s_api[133];
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, void> ReleaseIoBinding = (delegate* unmanaged[Cdecl]<IntPtr, void>)s_api[135];

    public static string Version => Text(((delegate* unmanaged[Cdecl]<byte*>)s_base[1])());

    /// <summary>Throws when a call did not succeed.</summary>
    public static void Check(IntPtr status)
    {
        if (status == IntPtr.Zero)
        {
            return;
        }

        var error = new OnnxRuntimeException(GetErrorCode(status), Text(GetErrorMessage(status)));
        ReleaseStatus(status);
        throw error;
    }

    /// <summary>A provider function that only some builds export.</summary>
    public static delegate* unmanaged[Cdecl]<IntPtr, int, IntPtr> ExportedAppend(string name) =>
        NativeLibrary.TryGetExport(s_library, name, out var function)
            ? (delegate* unmanaged[Cdecl]<IntPtr, int, IntPtr>)function
            : throw new EntryPointNotFoundException($"this build of ONNX Runtime has no {name}");

    public static string Text(byte* utf8) => Marshal.PtrToStringUTF8((IntPtr)utf8);

    /// <summary>Zero-terminated UTF-8, to be pinned with fixed.</summary>
    public static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text + "\0");

    private static IntPtr* Base() => ((delegate* unmanaged[Cdecl]<IntPtr*>)NativeLibrary.GetExport(s_library, "OrtGetApiBase"))();

    private static IntPtr* Table() => ((delegate* unmanaged[Cdecl]<uint, IntPtr*>)s_base[0])(ApiVersion);
}
