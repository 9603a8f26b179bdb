using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Bindings;

/// <summary>Images through files and through memory.</summary>
public sealed class OpenCvSharpImgcodecsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opencv-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Png_gives_back_the_same_pixels()
    {
        using var m = Gradient();
        Assert.True(Cv2.ImEncode(".png", m, out var bytes));
        using var back = Cv2.ImDecode(bytes, ImreadModes.Color);
        Assert.Equal(0, Cv2.Norm(m, back, NormTypes.INF));
        using var gray = Mat.ImDecode(new ReadOnlySpan<byte>(bytes), ImreadModes.Grayscale);
        Assert.True(gray.Type() == MatType.CV_8UC1);
    }

    [Fact]
    public void Jpeg_gives_back_nearly_the_same_pixels_and_less_quality_fewer_bytes()
    {
        using var m = Gradient();
        Assert.True(Cv2.ImEncode(".jpg", m, out var good, [(int)ImwriteFlags.JpegQuality, 95]));
        Cv2.ImEncode(".jpg", m, out var poor, new ImageEncodingParam(ImwriteFlags.JpegQuality, 10));
        Assert.True(poor.Length < good.Length);
        using var back = Mat.ImDecode(good);
        Assert.InRange(Cv2.Norm(m, back, NormTypes.L1) / (m.Total() * 3), 0, 4);
    }

    [Fact]
    public void A_file_round_trip_works_with_a_name_outside_ascii()
    {
        var path = Path.Combine(_folder.FullName, "détail-✓.png");
        using var m = Gradient();
        Assert.True(Cv2.ImWrite(path, m));
        Assert.True(Cv2.ImWrite(path, m, new ImageEncodingParam(ImwriteFlags.PngCompression, 1)));
        using var back = Cv2.ImRead(path);
        Assert.Equal(0, Cv2.Norm(m, back, NormTypes.INF));
    }

    [Fact]
    public void A_missing_file_and_bytes_that_are_no_image_are_empty_mats()
    {
        using var missing = Cv2.ImRead(Path.Combine(_folder.FullName, "none.png"));
        using var noise = Cv2.ImDecode([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], ImreadModes.Color);
        Assert.True(missing.Empty());
        Assert.True(noise.Empty());
    }

    [Fact]
    public void Faults_of_the_caller_are_exceptions()
    {
        using var m = Gradient();
        using var empty = new Mat();
        Assert.Throws<ArgumentNullException>(() => Cv2.ImRead(""));
        Assert.Throws<ArgumentException>(() => Cv2.ImDecode(ReadOnlySpan<byte>.Empty, ImreadModes.Color));
        Assert.Throws<ArgumentNullException>(() => Mat.ImDecode((byte[])null!));
        Assert.Throws<OpenCVException>(() => Cv2.ImEncode(".nothing", m, out _));
        var path = Path.Combine(_folder.FullName, "x");
        Assert.Equal(ErrorCode.StsError, Assert.Throws<OpenCVException>(() => Cv2.ImWrite(path + ".no", m)).Status);
        Assert.Equal(
            ErrorCode.StsAssert, Assert.Throws<OpenCVException>(() => Cv2.ImWrite(path + ".png", empty)).Status);
        Assert.False(Cv2.ImWrite(Path.Combine(_folder.FullName, "no", "x.png"), m));
    }

    private static Mat Gradient()
    {
        var m = new Mat(32, 48, MatType.CV_8UC3);
        for (var y = 0; y < 32; y++)
        {
            var row = m.RowSpan<Vec3b>(y);
            for (var x = 0; x < row.Length; x++)
                row[x] = new Vec3b((byte)(x * 5), (byte)(y * 7), (byte)((x + y) * 3));
        }

        return m;
    }
}
