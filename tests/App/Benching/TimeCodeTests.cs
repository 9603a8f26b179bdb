using System.Diagnostics;
using DiCNet.App.Benching;
using DiCNet.Render;
using DiCNet.Tests.Render;
using FsCheck;
using FsCheck.Fluent;
using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.App.Benching;

public sealed class TimeCodeTests
{
    private static readonly Config s_few = Config.QuickThrowOnFailure.WithMaxTest(25).WithQuietOnSuccess(true);

    private static readonly Arbitrary<TimeCode> s_codes = (
        from stream in Gen.Choose(0, 1023)
        from frame in Gen.Choose(0, (1 << 22) - 1)
        from tenths in Gen.Choose(0, int.MaxValue)
        select new TimeCode(stream, frame, TimeSpan.FromMicroseconds(100L * tenths))).ToArbitrary();

    private static readonly Arbitrary<Size> s_sizes = (
        from width in Gen.Choose(TimeCode.Least.Width, 1300)
        from height in Gen.Choose(TimeCode.Least.Height, 800)
        select new Size(width, height)).ToArbitrary();

    [Fact]
    public void What_is_burnt_in_is_read_back() => Check.One(s_few, Prop.ForAll(s_codes, s_sizes, (code, size) =>
    {
        using var picture = Street(size, code);
        Assert.Equal(code, Read(picture));
    }));

    [Fact]
    public void It_survives_jpeg() => Check.One(s_few, Prop.ForAll(s_codes, code =>
    {
        using var picture = Street(new Size(640, 360), code);
        Cv2.ImEncode(".jpg", picture, out var file, new ImageEncodingParam(ImwriteFlags.JpegQuality, 80));
        using var decoded = Cv2.ImDecode(file, ImreadModes.Color);
        Assert.Equal(code, Read(decoded));
    }));

    [Fact]
    public void It_survives_scaling_to_the_size_of_the_model() => Check.One(s_few, Prop.ForAll(s_codes, code =>
    {
        foreach (var from in (Size[])[new(640, 360), new(1280, 720), new(1920, 1080)])
        {
            using var picture = Street(from, code);
            using var small = new Mat();
            Cv2.Resize(picture, small, new Size(480, 360), interpolation: InterpolationFlags.Area);
            Assert.Equal(code, Read(small));
        }
    }));

    [Fact]
    public void Pictures_without_one_are_told_from_pictures_with_one() => Check.One(s_few, Prop.ForAll(s_sizes, Gen.Choose(0, int.MaxValue).ToArbitrary(), (size, seed) =>
    {
        using var picture = Street(size, null, seed);
        Assert.False(TimeCode.TryRead(picture, out _));
    }));

    [Theory]
    [InlineData(0, 255)]
    [InlineData(255, 0)]
    [InlineData(128, 128)]
    public void Two_plain_rows_are_no_code(int above, int below)
    {
        using var picture = new Mat(360, 640, MatType.CV_8UC3, Scalar.All(above));
        Cv2.Rectangle(picture, new Rect(0, 352, 640, 8), Scalar.All(below), -1);
        Assert.False(TimeCode.TryRead(picture, out _));
    }

    [Fact]
    public async Task It_survives_the_overlay_and_the_recorded_video()
    {
        const int Frames = 40;
        var (size, options) = (new Size(640, 360), new RenderOptions());
        using var folder = new Folder();
        var path = folder.File("annotated.mp4");
        await using (var sink = new VideoFileSink(path, 10, options))
        using (var overlay = new Overlay(options))
        using (var verdicts = new Verdicts(gridWidth: 80, gridHeight: 45))
        {
            for (var i = 0; i < Frames; i++)
            {
                // A heat-map from nothing on the left to full on the right, under the head-up strip.
                using var verdict = verdicts.Next(i / 10.0, cells => { for (var c = 0; c < cells.Length; c++) { cells[c] = c % 80 / 40f; } }, picture: size);
                using var picture = Street(size, Code(i), i);
                picture.CopyTo(verdict.Frame.Pixels);
                await sink.WriteAsync(verdict, overlay);
            }

            await sink.FinishAsync([]);
        }

        using var video = new VideoCapture(path);
        using var frame = new Mat();
        for (var i = 0; i < Frames; i++)
        {
            Assert.True(video.Read(frame));
            Assert.Equal(Code(i), Read(frame));
        }

        static TimeCode Code(int i) => new(i, i * 1000, TimeSpan.FromMilliseconds(i * 12345.6));
    }

    [Fact]
    public async Task It_survives_a_network_cameras_video()
    {
        using var folder = new Folder();
        for (var i = 0; i < 20; i++)
        {
            using var picture = Street(new Size(640, 360), Code(i), i);
            Cv2.ImWrite(folder.File($"{i:D3}.png"), picture);
        }

        var path = folder.File("camera.mp4");
        using (var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg",
            ["-v", "error", "-framerate", "10", "-i", folder.File("%03d.png"), "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p", "-b:v", "1M", path]) { UseShellExecute = false })!)
        {
            await ffmpeg.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using var video = new VideoCapture(path);
        using var frame = new Mat();
        for (var i = 0; i < 20; i++)
        {
            Assert.True(video.Read(frame));
            Assert.Equal(Code(i), Read(frame));
        }

        static TimeCode Code(int i) => new(1023 - i, i, TimeSpan.FromHours(5 * i));
    }

    private static TimeCode? Read(Mat picture) => TimeCode.TryRead(picture, out var code) ? code : null;

    /// <summary>Noise on a gradient: harder on a compressor than a street is.</summary>
    private static Mat Street(Size size, TimeCode? code, int seed = 1)
    {
        var picture = new Mat(size.Height, size.Width, MatType.CV_8UC3);
        var random = new Random(seed);
        for (var y = 0; y < size.Height; y++)
        {
            var row = picture.RowSpan<byte>(y);
            random.NextBytes(row);
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = (byte)((row[x] / 8) + (y * 200 / size.Height));
            }
        }

        code?.Burn(picture);
        return picture;
    }
}
