using System.Diagnostics;
using Xunit;

namespace DiCNet.Tests.Ingest;

/// <summary>A program that sends a stream; killed when disposed.</summary>
sealed class Camera : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private const string Pattern =
        "( videotestsrc is-live=true ! video/x-raw,width=64,height=48,framerate=25/1 ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 ! rtph264pay name=pay0 )";

    private static readonly Lazy<bool> s_canServe = new(() => File.Exists(Python) && Ends(Python, ["-c", "import gi; gi.require_version('GstRtspServer', '1.0')"]) == 0);

    private readonly Process _process;

    private Camera(string program, IEnumerable<string> arguments, bool speaks)
    {
        _process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = speaks, UseShellExecute = false })!;
        if (speaks)
        {
            Assert.Equal("ready", _process.StandardOutput.ReadLine());
        }
    }

    public int Id => _process.Id;

    /// <summary>A real RTSP server. Skips the test where GStreamer's is not installed.</summary>
    public static Camera Rtsp(int port, string? login = null, string launch = Pattern)
    {
        Assert.SkipUnless(s_canServe.Value, "GStreamer's RTSP server is not installed (gir1.2-gst-rtsp-server-1.0, gstreamer1.0-plugins-ugly)");
        string[] arguments = [Repository.Path("tests", "Ingest", "rtsp_server.py"), $"{port}", launch];
        return new Camera(Python, login is null ? arguments : [.. arguments, login], speaks: true);
    }

    /// <summary>MPEG-TS as ffmpeg sends it, in real time, for ever.</summary>
    public static Camera Ffmpeg(string size, string target) => new(
        "ffmpeg",
        [
            "-v", "quiet", "-nostdin", "-re", "-f", "lavfi", "-i", $"testsrc=s={size}:r=25", "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency",
            "-pix_fmt", "yuv420p", "-g", "10", "-f", "mpegts", target,
        ],
        speaks: false);

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int Ends(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
