using DiCNet.Ingest;
using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Ingest;

public sealed class QualityCheckTests
{
    private readonly QualityCheck _check = new(TimeSpan.FromSeconds(1));
    private int _looks;

    [Theory]
    [InlineData(0, 0, 0, FrameQuality.Black)]
    [InlineData(16, 16, 16, FrameQuality.Black)]
    [InlineData(0, 135, 0, FrameQuality.Green)]
    [InlineData(60, 135, 60, FrameQuality.Good)]
    [InlineData(128, 128, 128, FrameQuality.Good)]
    public void An_even_picture_is_known_by_its_colour(int blue, int green, int red, FrameQuality quality)
    {
        using var picture = new Mat(360, 640, MatType.CV_8UC3, new Scalar(blue, green, red));
        Assert.Equal(quality, Look(picture));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void A_covered_lens_is_black_through_its_noise(int noise)
    {
        using var picture = new Mat(360, 640, MatType.CV_8UC3, Scalar.All(6));
        for (var i = 0; i < 5; i++)
        {
            using var noisy = Noisy(picture, noise, i);
            Assert.Equal(FrameQuality.Black, Look(noisy));
        }
    }

    [Theory]
    [InlineData(640, 360)]
    [InlineData(1920, 1080)]
    public void A_road_at_night_is_not_black(int width, int height)
    {
        // Dark all over, the road a little lighter where the lamps reach, and two lamps far away.
        using var night = new Mat(height, width, MatType.CV_8UC3, Scalar.All(5));
        Cv2.Rectangle(night, new Rect(width / 4, height * 2 / 3, width / 2, height / 3), Scalar.All(28), -1);
        Cv2.Rectangle(night, new Rect(width / 2, height / 3, width / 80, height / 60), Scalar.All(250), -1);
        Cv2.Rectangle(night, new Rect(width / 3, height / 3, width / 80, height / 60), Scalar.All(250), -1);
        Assert.Equal(FrameQuality.Good, Look(night));
    }

    [Fact]
    public void A_picture_lost_by_half_is_green_but_grass_is_not()
    {
        using var scene = Scene(0);
        using var lost = scene.SubMat(new Rect(0, 150, 640, 210));
        lost.SetTo(new Scalar(0, 135, 0));
        Assert.Equal(FrameQuality.Green, Look(scene));
        using var grass = new Mat(360, 640, MatType.CV_8UC3, new Scalar(30, 130, 60));
        Assert.Equal(FrameQuality.Good, Look(grass));
    }

    [Fact]
    public void The_same_picture_is_frozen_after_the_limit_and_good_again_with_the_next()
    {
        using var picture = Scene(0);
        var seen = Enumerable.Range(0, 14).Select(_ => Look(picture)).ToList();
        Assert.Equal(Enumerable.Repeat(FrameQuality.Good, 10).Concat(Enumerable.Repeat(FrameQuality.Frozen, 4)), seen);
        using var next = Scene(1);
        Assert.Equal(FrameQuality.Good, Look(next));
    }

    [Fact]
    public void The_noise_of_a_camera_that_sees_nothing_move_is_not_frozen()
    {
        using var picture = Scene(0);
        for (var i = 0; i < 30; i++)
        {
            using var noisy = Noisy(picture, 2, i);
            Assert.Equal(FrameQuality.Good, Look(noisy));
        }
    }

    [Fact]
    public void At_the_border_of_black_it_does_not_flicker()
    {
        using var dark = new Mat(360, 640, MatType.CV_8UC3, Scalar.All(20));
        using var lighter = new Mat(360, 640, MatType.CV_8UC3, Scalar.All(25));
        Assert.Equal(FrameQuality.Good, Look(lighter));
        Assert.Equal(FrameQuality.Black, Look(dark));
        Assert.Equal(FrameQuality.Black, Look(lighter));
        Assert.Equal(FrameQuality.Black, Look(dark));
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(17, 5000)]
    public void Any_size_can_be_looked_at(int width, int height)
    {
        using var picture = new Mat(height, width, MatType.CV_8UC3, Scalar.All(90));
        Assert.Equal(FrameQuality.Good, Look(picture));
    }

    [Fact]
    public void Looking_allocates_nothing()
    {
        using var picture = Scene(0);
        Look(picture);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Look(picture);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Mat Scene(int number)
    {
        using var scene = new TestPatternScene(TestPatternOptions.Parse("test:size=640x360"));
        var picture = new Mat();
        scene.Draw(number, picture);
        return picture;
    }

    private static Mat Noisy(Mat picture, int most, int seed)
    {
        var noisy = picture.Clone();
        var bytes = noisy.AsSpan<byte>();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)Math.Min(255, bytes[i] + Dice.Below(most + 1, seed, 'q', i));
        }

        return noisy;
    }

    private FrameQuality Look(Mat picture) => _check.Look(picture, TimeSpan.FromMilliseconds(100 * _looks++));
}
