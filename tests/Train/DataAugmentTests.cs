using System.Diagnostics;
using DiCNet.Train.Data;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DiCNet.Tests.Train;

public sealed class DataAugmentTests
{
    private static readonly AugmentOptions s_geometry = new() { Height = 40, Width = 56, ScaleFrom = 0.5, ScaleTo = 2, Brightness = 0, Contrast = 0, Saturation = 0, ChannelGain = 0 };

    [Fact]
    public void Labels_stay_under_their_pixels() => Prop.ForAll(Arb.From(Gen.Choose(0, 1_000_000)), sample =>
    {
        var frame = Blocks(48 + (sample % 37), 64 + (sample % 53), sample);
        var (picture, labels) = Apply(s_geometry, frame, 7, sample);
        var (height, width) = (s_geometry.Height, s_geometry.Width);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var label = labels[(y * width) + x];
                var pixel = picture.AsSpan(((y * width) + x) * 3, 3);
                if (label == ClassTable.Void && !pixel.SequenceEqual(Augment.Outside))
                {
                    return false;
                }

                // Away from edges of labels (two pixels, as far as bilinear reaches at scale 2) the colour is that of the label.
                if (label != ClassTable.Void && IsUniform(labels, x, y) && !pixel.SequenceEqual(Color(label)))
                {
                    return false;
                }
            }
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_test_of_alignment_looks_at_most_pixels()
    {
        var frame = Blocks(60, 80, 1);
        var looked = 0;
        for (var sample = 0; sample < 50; sample++)
        {
            var (_, labels) = Apply(s_geometry, frame, 7, sample);
            looked += Enumerable.Range(0, labels.Length).Count(i => labels[i] != ClassTable.Void && IsUniform(labels, i % s_geometry.Width, i / s_geometry.Width));
        }

        Assert.InRange(looked, 50 * s_geometry.Width * s_geometry.Height * 0.2, double.MaxValue);
    }

    [Fact]
    public void A_window_lies_in_the_picture_or_holds_it() => Prop.ForAll(Arb.From(Gen.Choose(0, 1_000_000)), sample =>
    {
        var (height, width) = (20 + (sample % 101), 20 + (sample % 89));
        var crop = Crop.Draw(s_geometry, height, width, 3, sample);
        var scale = (double)s_geometry.Width / crop.Width;
        return Fits(crop.Left, crop.Width, width) && Fits(crop.Top, crop.Height, height) && scale is > 0.49 and < 2.05;

        static bool Fits(int edge, int window, int length) => window <= length ? edge >= 0 && edge + window <= length : edge <= 0 && edge + window >= length;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Scales_are_even_over_their_logarithm_and_half_are_mirrored()
    {
        var crops = Enumerable.Range(0, 4000).Select(i => Crop.Draw(s_geometry, 200, 200, 1, i)).ToArray();
        Assert.InRange(crops.Count(c => c.Width > s_geometry.Width), 1850, 2150);
        Assert.InRange(crops.Count(c => c.Flip), 1850, 2150);
    }

    [Fact]
    public void Without_changes_the_whole_picture_comes_back()
    {
        var frame = Blocks(40, 56, 5);
        var (picture, labels) = Apply(AugmentOptions.Plain(40, 56), frame, 1, 1);
        Assert.Equal(frame.Picture, picture);
        Assert.Equal(frame.Labels, labels);
    }

    [Fact]
    public void Mirrored_is_the_reverse_of_every_row()
    {
        var frame = Blocks(40, 56, 5);
        var (picture, labels) = Apply(AugmentOptions.Plain(40, 56) with { Flip = 1 }, frame, 1, 1);
        Assert.Equal(frame.Labels.Chunk(56).SelectMany(row => row.Reverse()), labels);
        Assert.Equal(frame.Picture.Chunk(3).Chunk(56).SelectMany(row => row.Reverse()).SelectMany(p => p), picture);
    }

    [Fact]
    public void Held_out_pixels_are_ignored()
    {
        var frame = new DecodedFrame(new byte[16 * 16 * 3], [.. Enumerable.Repeat(ClassTable.Anomaly, 256)], 16, 16);
        Assert.All(Apply(AugmentOptions.Plain(16, 16), frame, 1, 1).Labels, label => Assert.Equal(ClassTable.Void, label));
    }

    [Theory]
    [InlineData(1, 1, 1, 1, 10, 100, 200, 10, 100, 200)]
    [InlineData(1.5, 1, 1, 1, 10, 100, 200, 15, 150, 255)]
    [InlineData(1, 2, 1, 1, 10, 117, 150, 0, 117, 183)]
    [InlineData(1, 1, 0, 1, 10, 100, 200, 120, 120, 120)]
    [InlineData(1, 1, 1, 1.1, 10, 100, 200, 11, 100, 200)]
    public void Colours_change_as_said(double brightness, double contrast, double saturation, double blue, byte b, byte g, byte r, byte toB, byte toG, byte toR)
    {
        var to = new byte[3];
        new ColorJitter(brightness, contrast, saturation, blue, 1, 1).Apply([b, g, r], to);
        Assert.Equal([toB, toG, toR], to);
    }

    [Fact]
    public void The_same_seed_and_number_make_the_same_sample_and_others_another()
    {
        var frame = Blocks(90, 120, 5);
        var options = new AugmentOptions { Height = 40, Width = 56 };
        Assert.Equal(Apply(options, frame, 1, 1).Picture, Apply(options, frame, 1, 1).Picture);
        Assert.NotEqual(Apply(options, frame, 1, 1).Picture, Apply(options, frame, 1, 2).Picture);
        Assert.NotEqual(Apply(options, frame, 1, 1).Picture, Apply(options, frame, 2, 1).Picture);
    }

    [Fact]
    public void A_core_makes_more_than_a_hundred_crops_a_second()
    {
        var frame = Blocks(360, 480, 5);
        var options = new AugmentOptions { Height = 256, Width = 320 };
        using var augment = new Augment(options);
        var (picture, labels) = (new byte[256 * 320 * 3], new byte[256 * 320]);

        // The best of many short runs: what the code takes, not what a busy machine makes of it.
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < 20; run++)
        {
            var began = Stopwatch.GetTimestamp();
            for (var sample = 0; sample < 8; sample++)
            {
                augment.Apply(frame, 1, sample, picture, labels);
            }

            var took = Stopwatch.GetElapsedTime(began) / 8;
            best = took < best ? took : best;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{1 / best.TotalSeconds:f0} crops of 256x320 a second");
        Assert.InRange(best.TotalMilliseconds, 0, 10);
    }

    /// <summary>Rectangles of labels 0..9, each in the colour of its label.</summary>
    private static DecodedFrame Blocks(int height, int width, int seed)
    {
        var (across, down) = (8 + (seed % 17), 8 + (seed % 13));
        var labels = new byte[height * width];
        var picture = new byte[height * width * 3];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = (byte)Dice.Below(10, seed, 0, (i / width / down * 1000) + (i % width / across));
            Color(labels[i]).CopyTo(picture, i * 3);
        }

        return new DecodedFrame(picture, labels, height, width);
    }

    private static byte[] Color(byte label) => [(byte)(label * 25), (byte)(250 - (label * 20)), (byte)(label % 3 * 100)];

    private static bool IsUniform(byte[] labels, int x, int y)
    {
        var (height, width) = (s_geometry.Height, s_geometry.Width);
        for (var v = Math.Max(0, y - 2); v <= Math.Min(height - 1, y + 2); v++)
        {
            for (var u = Math.Max(0, x - 2); u <= Math.Min(width - 1, x + 2); u++)
            {
                // At the picture's edge a block may be too thin for the nearest label to show it.
                if (labels[(v * width) + u] != labels[(y * width) + x])
                {
                    return false;
                }
            }
        }

        // The next pixel beyond the sample cannot be seen.
        return x >= 2 && y >= 2 && x < width - 2 && y < height - 2;
    }

    private static (byte[] Picture, byte[] Labels) Apply(AugmentOptions options, DecodedFrame frame, int seed, long sample)
    {
        var (picture, labels) = (new byte[options.Height * options.Width * 3], new byte[options.Height * options.Width]);
        using var augment = new Augment(options);
        augment.Apply(frame, seed, sample, picture, labels);
        return (picture, labels);
    }
}
