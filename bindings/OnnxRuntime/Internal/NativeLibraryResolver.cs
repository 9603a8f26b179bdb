using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Internal;

/// <summary>Finds the native library: the named file, the one beside the application, the system's.</summary>
internal static class NativeLibraryResolver
{
    public const string PathVariable = "DICNET_ORT_LIB";

    private static readonly string[] s_names = ["libonnxruntime.so.1", "libonnxruntime.so"];

    public static nint Load()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } path)
            return LoadFile(path, $"{PathVariable} names '{path}', which cannot be loaded");

        var beside = Path.Combine(AppContext.BaseDirectory, s_names[0]);
        if (File.Exists(beside))
            return LoadFile(beside, $"'{beside}' cannot be loaded");

        foreach (var name in s_names)
            if (NativeLibrary.TryLoad(name, out var library))
                return library;

        throw new DllNotFoundException(
            $"ONNX Runtime was not found: no '{beside}', none of {string.Join(", ", s_names)} on the system; " +
            $"{PathVariable} can name the file.");
    }

    private static nint LoadFile(string path, string failure)
    {
        try
        {
            return NativeLibrary.Load(Path.GetFullPath(path));
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new DllNotFoundException($"{failure}: {e.Message}", e);
        }
    }
}
