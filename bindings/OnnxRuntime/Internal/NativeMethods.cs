using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Internal;

/// <summary>The loaded library: its function table and the few functions it exports by name.</summary>
internal static unsafe class NativeMethods
{
    private static readonly nint s_library = NativeLibraryResolver.Load();

    private static readonly nint* s_base =
        ((delegate* unmanaged[Cdecl]<nint*>)NativeLibrary.GetExport(s_library, "OrtGetApiBase"))();

    public static readonly OrtApi* Api = GetApi();

    public static string VersionString =>
        Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)s_base[1])());

    /// <summary>Calls <c>OrtSessionOptionsAppendExecutionProvider_*(options, argument)</c>.</summary>
    public static void AppendExecutionProvider(string provider, SafeHandle options, int argument)
    {
        var symbol = "OrtSessionOptionsAppendExecutionProvider_" + provider;
        if (!NativeLibrary.TryGetExport(s_library, symbol, out var function))
            throw new EntryPointNotFoundException($"The loaded ONNX Runtime does not export '{symbol}'.");

        using var handle = new HandleScope(options);
        NativeStatus.Verify(((delegate* unmanaged[Cdecl]<nint, int, nint>)function)(handle.Value, argument));
    }

    private static OrtApi* GetApi()
    {
        var api = ((delegate* unmanaged[Cdecl]<uint, OrtApi*>)s_base[0])(OrtApi.Version);
        return api != null
            ? api
            : throw new DllNotFoundException(
                $"ONNX Runtime {VersionString} is too old: API version {OrtApi.Version} is needed.");
    }
}
