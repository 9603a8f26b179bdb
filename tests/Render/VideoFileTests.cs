using System.Diagnostics;
using System.Text.Json;
using DiCNet.Render;
using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Render;

public class VideoFileTests
{
    private static readonly TimeSpan s_tooLong = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Every_picture_is_in_the_file_and_the_file_has_its_index_at_the_front()
    {
        using var folder = new Folder();
        var path = folder.File("-annotated: 100%.mp4");
        await WriteAsync(path, 25, Enumerable.Range(0, 60).Select(i => i / 25.0), new Size(320, 240));
        var video = Probe(path);
        Assert.Equal((320, 240, 60L, "25/1", "h264", "yuv420p"), video);
        Assert.Equal("", Complaints(path));
        var head = File.ReadAllBytes(path);
        Assert.True(head.AsSpan().IndexOf("moov"u8) < head.AsSpan().IndexOf("mdat"u8));
        Assert.Equal(-1, head.AsSpan().IndexOf("moof"u8));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData(641, 359, 642, 360)]
    [InlineData(16, 16, 16, 16)]
    [InlineData(1, 1, 2, 2)]
    public async Task An_odd_side_is_padded(int width, int height, int fileWidth, int fileHeight)
    {
        using var folder = new Folder();
        await WriteAsync(folder.File("v.mp4"), 10, [0, 0.1, 0.2], new Size(width, height));
        var video = Probe(folder.File("v.mp4"));
        Assert.Equal((fileWidth, fileHeight, 3L), (video.Width, video.Height, video.Frames));
        Assert.Equal("", Complaints(folder.File("v.mp4")));
    }

    [Fact]
    public async Task Colours_survive()
    {
        using var folder = new Folder();
        await WriteAsync(folder.File("v.mp4"), 10, [0, 0.1], new Size(64, 64), paint: (picture, _) => picture.SetTo(new Scalar(40, 90, 200)));
        var color = FrameColors(folder.File("v.mp4"), 64, 64)[^1];
        Assert.InRange(color.Item0, 32, 48);
        Assert.InRange(color.Item1, 82, 98);
        Assert.InRange(color.Item2, 192, 208);
    }

    [Fact]
    public async Task An_uneven_source_keeps_its_time()
    {
        using var folder = new Folder();
        double[] times = [0, 0.1, 0.2, 0.9, 1.0, 1.01, 1.02, 1.2];
        await WriteAsync(folder.File("v.mp4"), 10, times, new Size(64, 64), paint: (picture, i) => picture.SetTo(Scalar.All(20 + (i * 25))));
        var shown = FrameColors(folder.File("v.mp4"), 64, 64).Select(c => (int)Math.Round((c.Item1 - 20) / 25.0)).ToArray();
        Assert.Equal([0, 1, 2, 2, 2, 2, 2, 2, 2, 3, 4, 4, 7], shown);
    }

    [Fact]
    public async Task A_picture_of_another_size_is_stretched_to_the_first()
    {
        using var folder = new Folder();
        await using (var sink = new VideoFileSink(folder.File("v.mp4"), 10, new RenderOptions()))
        {
            using var verdicts = new Verdicts();
            using var overlay = new Overlay(new RenderOptions());
            foreach (var (at, size) in ((double, Size)[])[(0, new Size(128, 96)), (0.1, new Size(64, 48)), (0.2, new Size(200, 50))])
            {
                using var verdict = verdicts.Next(at, c => c.Clear(), picture: size);
                await sink.WriteAsync(verdict, overlay);
            }

            await sink.FinishAsync([]);
        }

        var video = Probe(folder.File("v.mp4"));
        Assert.Equal((128, 96, 3L), (video.Width, video.Height, video.Frames));
    }

    [Fact]
    public async Task Without_a_verdict_there_is_no_file()
    {
        using var folder = new Folder();
        await WriteAsync(folder.File("v.mp4"), 25, [], new Size(64, 64));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_killed_encoder_is_told_of_and_what_was_written_plays()
    {
        using var folder = new Folder();
        var path = folder.File("v.mp4");
        var error = await Assert.ThrowsAsync<UserError>(() => WriteAsync(
            path, 25, Enumerable.Range(0, 1000).Select(i => i / 25.0), new Size(320, 240), paint: Noise,
            before: (sink, i) =>
            {
                if (i == 400)
                {
                    using var child = Process.GetProcessById(sink.EncoderId);
                    child.Kill();
                }
            }).WaitAsync(s_tooLong, TestContext.Current.CancellationToken));
        Assert.Contains(path, error.Message);
        Assert.Contains("--no-video", error.Message);
        Assert.Equal("", Complaints(path));
        Assert.InRange(Probe(path).Frames, 100, 400);
    }

    [Fact]
    public async Task On_a_full_disk_the_reason_is_told_and_what_was_written_plays()
    {
        using var disk = new TinyDisk(1500);
        var path = disk.File("v.mp4");
        var error = await Assert.ThrowsAsync<UserError>(() => WriteAsync(
            path, 25, Enumerable.Range(0, 1000).Select(i => i / 25.0), new Size(160, 120), paint: Noise).WaitAsync(s_tooLong, TestContext.Current.CancellationToken));
        Assert.Contains("No space left on device", error.Message);
        Assert.Equal("", Complaints(path));
        Assert.True(Probe(path).Frames > 10);
    }

    [Fact]
    public void Without_ffmpeg_the_message_names_the_package_and_the_way_around()
    {
        using var folder = new Folder();
        var error = Assert.Throws<UserError>(() => Ffmpeg.Find("ffmpeg", "ffmpeg", folder.Path));
        Assert.Contains("install the package ffmpeg", error.Message);
        Assert.Contains("--no-video", error.Message);
    }

    [Fact]
    public async Task A_sink_that_is_disposed_early_leaves_no_process()
    {
        using var folder = new Folder();
        using var verdicts = new Verdicts();
        using var overlay = new Overlay(new RenderOptions());
        int id;
        await using (var sink = new VideoFileSink(folder.File("v.mp4"), 25, new RenderOptions()))
        {
            using var verdict = verdicts.Next(0);
            await sink.WriteAsync(verdict, overlay);
            id = sink.EncoderId;
            Assert.True(Directory.Exists($"/proc/{id}"));
        }

        Assert.False(Directory.Exists($"/proc/{id}"));
    }

    private static async Task WriteAsync(
        string path, double framesPerSecond, IEnumerable<double> times, Size size, Action<Mat, int>? paint = null, Action<VideoFileSink, int>? before = null)
    {
        using var verdicts = new Verdicts(size.Width, size.Height);
        using var overlay = new Overlay(new RenderOptions());
        await using var sink = new VideoFileSink(path, framesPerSecond, new RenderOptions { VideoQuality = 10 });
        var i = 0;
        foreach (var time in times)
        {
            before?.Invoke(sink, i);
            using var verdict = verdicts.Next(time);
            paint?.Invoke(verdict.Frame.Pixels, i);
            await sink.WriteAsync(verdict, overlay);
            i++;
        }

        await sink.FinishAsync([]);
    }

    private static void Noise(Mat picture, int seed) => new Random(seed).NextBytes(picture.AsSpan<byte>());

    private static (int Width, int Height, long Frames, string Rate, string Codec, string Format) Probe(string path)
    {
        var json = Run("ffprobe", "-v", "error", "-count_frames", "-of", "json", "-show_entries", "stream", $"file:{path}").Output;
        var stream = JsonDocument.Parse(json).RootElement.GetProperty("streams")[0];
        return (
            stream.GetProperty("width").GetInt32(), stream.GetProperty("height").GetInt32(),
            long.Parse(stream.GetProperty("nb_read_frames").GetString()!), stream.GetProperty("r_frame_rate").GetString()!,
            stream.GetProperty("codec_name").GetString()!, stream.GetProperty("pix_fmt").GetString()!);
    }

    private static string Complaints(string path) => Run("ffmpeg", "-v", "error", "-nostdin", "-i", $"file:{path}", "-f", "null", "-").Error;

    private static Vec3b[] FrameColors(string path, int width, int height)
    {
        var raw = path + ".bgr";
        Run("ffmpeg", "-v", "error", "-nostdin", "-i", $"file:{path}", "-vf", "scale=in_color_matrix=bt709", "-pix_fmt", "bgr24", "-f", "rawvideo", $"file:{raw}");
        var bytes = File.ReadAllBytes(raw);
        var frame = width * height * 3;
        var at = ((height - 4) * width * 3) + (width / 2 * 3);
        return [.. Enumerable.Range(0, bytes.Length / frame).Select(i => new Vec3b(bytes[(i * frame) + at], bytes[(i * frame) + at + 1], bytes[(i * frame) + at + 2]))];
    }

    private static (string Output, string Error) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, error.GetAwaiter().GetResult());
    }
}
