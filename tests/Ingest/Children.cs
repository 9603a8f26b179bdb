using System.Diagnostics;

namespace DiCNet.Tests.Ingest;

/// <summary>Processes and threads of live sources, as the kernel lists them.</summary>
static class Children
{
    /// <summary>Decoders of this process that are alive.</summary>
    public static List<int> Decoders() =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), out var id) ? id : 0)
            .Where(id => id > 0 && IsOurs(id) && CommandLine(id).Contains("dts_error_threshold", StringComparison.Ordinal)),
    ];

    /// <summary>Its arguments, as <c>ps</c> shows them; empty when it is gone.</summary>
    public static string CommandLine(int id) => Read($"/proc/{id}/cmdline").Replace('\0', ' ');

    public static bool IsAlive(int id) => Read($"/proc/{id}/stat") is { Length: > 0 } stat && State(stat)[0] is not ("Z" or "X");

    /// <summary>Threads of this process with this name, of which the kernel keeps 15 letters.</summary>
    public static int Threads(string name) =>
        Directory.EnumerateDirectories("/proc/self/task").Count(t => Read($"{t}/comm").TrimEnd() == name[..Math.Min(15, name.Length)]);

    /// <summary>Open files, pipes and sockets of this process.</summary>
    public static int Handles() => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();

    public static void Signal(int id, string signal) => Process.Start("kill", [$"-{signal}", $"{id}"]).WaitForExit();

    private static bool IsOurs(int id) =>
        Read($"/proc/{id}/stat") is { Length: > 0 } stat && State(stat) is var fields && fields[1] == $"{Environment.ProcessId}" && fields[0] != "Z";

    private static string[] State(string stat) => stat[(stat.LastIndexOf(')') + 2)..].Split(' ');

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
