using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp.Internal;

/// <summary>Loads the shim; what stands in its way is said in words.</summary>
internal static class ShimLibrary
{
    public const string Name = "TorchSharpShim";

    public static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(ShimLibrary).Assembly, Resolve);

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? paths)
    {
        try
        {
            return NativeLibrary.Load(name, assembly, paths);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new NotSupportedException(
                $"This application requires lib{Name}.so, built by ./dicnet-train, and the libtorch it was built against: {e.Message}",
                e);
        }
    }
}
