using System.Diagnostics;

namespace DiCNet.Tests;

/// <summary>Tiny videos made on the spot by ffmpeg, and what ffprobe says of them.</summary>
static class Clips
{
    /// <summary>Makes a clip.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="name">Its file name; the ending chooses the container.</param>
    /// <param name="arguments">Those of ffmpeg; <c>@</c> stands for 20 moving frames of 64 x 48 at 10 a second.</param>
    public static string Make(DirectoryInfo folder, string name, params string[] arguments)
    {
        var path = Path.Combine(folder.FullName, name);
        var input = arguments.SelectMany(a => a == "@" ? Source("64x48") : [a]);
        Run("ffmpeg", ["-v", "error", "-y", .. input, path]);
        return path;
    }

    /// <summary>The input arguments for 20 moving frames of any size at 10 a second.</summary>
    public static string[] Source(string size) => ["-f", "lavfi", "-i", $"testsrc=s={size}:r=10:d=2"];

    /// <summary>How many frames can be decoded.</summary>
    public static int Count(string path) => Lines("stream=nb_read_frames", path, "-count_frames").Select(int.Parse).First();

    /// <summary>When each frame is shown, in seconds from the start of the stream.</summary>
    public static double[] Times(string path)
    {
        var start = Lines("stream=start_time", path).Select(double.Parse).First();
        return [.. Lines("frame=best_effort_timestamp_time", path).Select(l => double.Parse(l) - start)];
    }

    /// <summary>Where in the file the first picture starts, in bytes.</summary>
    public static long FirstPicture(string path) => Lines("packet=pos", path).Select(long.Parse).First();

    static IEnumerable<string> Lines(string entries, string path, params string[] more) =>
        Run("ffprobe", ["-v", "error", .. more, "-select_streams", "v:0", "-show_entries", entries, "-of", "csv=p=0", path])
            .Split('\n').Select(l => l.Trim().TrimEnd(',')).Where(l => l.Length > 0);

    static string Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {errors.GetAwaiter().GetResult()}");
    }
}
