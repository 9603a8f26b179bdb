using Microsoft.ML.OnnxRuntime;

namespace DiCNet.Inference;

/// <summary>Where providers keep what they build from a model, which takes some of them minutes.</summary>
/// <param name="Root">The folder of all engines.</param>
/// <param name="Driver">Version of the driver that engines are built for.</param>
/// <param name="Runtime">Version of ONNX Runtime.</param>
sealed record EngineCache(string Root, string Driver, string Runtime)
{
    private const string DriverFile = "/proc/driver/nvidia/version";

    /// <summary>The cache of this user on this machine.</summary>
    public static EngineCache Here { get; } = new(
        RootOf(Environment.GetEnvironmentVariable("XDG_CACHE_HOME"), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)),
        DriverOf(File.Exists(DriverFile) ? File.ReadAllText(DriverFile) : ""),
        OrtEnv.Instance().GetVersionString());

    /// <summary>The folder of one model on one device: another model, device, driver or runtime never finds engines that are not its own.</summary>
    /// <param name="digest">SHA-256 of the model.</param>
    /// <param name="provider">What builds the engines.</param>
    /// <param name="device">Its device, where one was named.</param>
    public string Folder(string digest, Provider provider, string? device) =>
        Path.Combine(Root, $"{digest[..16]}-{ExecutionProvider.Name(provider)}{(device is null ? "" : $"-{device}")}-{Driver}-{Runtime}");

    /// <summary>Makes a folder of the cache.</summary>
    /// <exception cref="UserError">It cannot be made.</exception>
    public static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"the folder for engines cannot be made ({e.Message})", folder, "name a folder that can be written by XDG_CACHE_HOME", e);
        }
    }

    /// <summary>The folder of all engines. A relative XDG_CACHE_HOME counts as none: its specification says so.</summary>
    internal static string RootOf(string? cacheHome, string home) =>
        Path.Combine(Path.IsPathRooted(cacheHome) ? cacheHome : Path.Combine(home, ".cache"), "dicnet", "engines");

    /// <summary>The version in the text that NVIDIA's kernel module gives of itself; "none" without one.</summary>
    internal static string DriverOf(string text) =>
        // "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.129.03  Thu Oct 19 ...": the first word that is a version.
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(w => Version.TryParse(w, out _)) ?? "none";
}
