using System.Diagnostics;
using Xunit;

namespace DiCNet.Tests.Render;

/// <summary>A disk of a few kilobytes. Skips the test where it cannot be mounted.</summary>
sealed class TinyDisk : IDisposable
{
    private readonly Folder _folder = new();

    public TinyDisk(int kilobytes)
    {
        if (Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", _folder.Path) != 0)
        {
            _folder.Dispose();
            Assert.Skip("a small disk cannot be mounted here; it takes root");
        }
    }

    public string File(string name) => _folder.File(name);

    public void Dispose()
    {
        Run("umount", "-l", _folder.Path);
        _folder.Dispose();
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
