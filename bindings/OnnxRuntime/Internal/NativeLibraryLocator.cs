using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Finds libonnxruntime: the file named by DICNET_ORT_LIB, else the one beside the program, else the system's.</summary>
static class NativeLibraryLocator
{
    private const string Variable = "DICNET_ORT_LIB";
    private const string FileName = "libonnxruntime.so.1";

    public static IntPtr Load()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            try
            {
                return NativeLibrary.Load(named);
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                throw new DllNotFoundException($"{Variable} names '{named}', which cannot be loaded: {e.Message}", e);
            }
        }

        var beside = Path.Combine(AppContext.BaseDirectory, FileName);
        if (File.Exists(beside))
        {
            return NativeLibrary.Load(beside);
        }

        return NativeLibrary.TryLoad(FileName, out var library) ? library : NativeLibrary.Load("libonnxruntime.so");
    }
}
