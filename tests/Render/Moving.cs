using System.Diagnostics;
using DiCNet.Render;
using OpenCvSharp;

namespace DiCNet.Tests.Render;

/// <summary>Moving pictures for outputs, and a look at their children.</summary>
static class Moving
{
    public static async Task PlayAsync(IPictureOutput output, double from, int count, double framesPerSecond = 25, int width = 160, int height = 120, Action<int>? before = null)
    {
        var picture = new OutputPicture();
        using var pixels = picture.Pixels;
        for (var i = 0; i < count; i++)
        {
            before?.Invoke(i);
            pixels.Create(height, width, MatType.CV_8UC3);
            new Random(i).NextBytes(pixels.AsSpan<byte>());
            picture.MediaTime = TimeSpan.FromSeconds(from + (i / framesPerSecond));
            await output.WriteAsync(picture);
        }
    }

    public static void Kill(int id)
    {
        using var child = Process.GetProcessById(id);
        child.Kill();
    }

    public static void Stop(int id)
    {
        using var stop = Process.Start("kill", ["-STOP", id.ToString()]);
        stop.WaitForExit();
    }

    public static bool Lives(int id) => Directory.Exists($"/proc/{id}");
}
