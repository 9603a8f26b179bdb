using System.Runtime.InteropServices;
using OpenCvSharp;

namespace DiCNet.Inference;

/// <summary>Whether a loaded model still gives what its bundle says: the pictures in golden/ are scored and held against the grids beside them.</summary>
public static class GoldenTest
{
    // What 8 bits and other providers change leaves the grid its shape: the shipped 8-bit graph has 0.97 and more.
    private const double LeastCorrelation = 0.9f;

    /// <summary>Runs the model on its golden pictures, or on noise where the bundle has none; warms it on the way.</summary>
    /// <param name="model">Lent for the call; it must not be at work.</param>
    /// <exception cref="UserError">A grid is not what it should be.</exception>
    public static void Run(DicnetModel model)
    {
        using var batches = new Pool<FrameBatch>(1, model.NewBatch);
        using var frames = new Pool<Frame>(1, () => new Frame());
        var folder = Path.Combine(model.Bundle.Folder, "golden");
        string[] grids = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.score.npy") : [];
        var tested = 0;
        foreach (var grid in grids)
        {
            var name = Path.GetFileName(grid)[..^".score.npy".Length];
            if (Directory.EnumerateFiles(folder, name + ".*").FirstOrDefault(f => !f.EndsWith(".npy", StringComparison.Ordinal)) is { } picture)
            {
                Compare(Score(model, batches, frames, frame => Cv2.ImRead(picture, ImreadModes.Color).CopyTo(frame)), Read(grid), picture);
                tested++;
            }
        }

        if (tested == 0 && !Score(model, batches, frames, Noise).All(float.IsFinite))
        {
            throw Refused("its scores of noise are not finite", model.Bundle.Folder);
        }

        void Noise(Mat pixels)
        {
            pixels.Create(model.Bundle.Card.Input.Height, model.Bundle.Card.Input.Width, MatType.CV_8UC3);
            new Random(1).NextBytes(pixels.AsSpan<byte>());
        }
    }

    private static float[] Score(DicnetModel model, Pool<FrameBatch> batches, Pool<Frame> frames, Action<Mat> fill)
    {
        batches.TryRent(out var batch);
        using (batch)
        {
            frames.TryRent(out var frame);
            fill(frame!.Pixels);
            batch!.Take(frame);
            model.Score(batch);
            return batch.Score(0).ToArray();
        }
    }

    private static void Compare(float[] found, float[] golden, string picture)
    {
        if (found.Length != golden.Length)
        {
            throw Refused($"it gives {found.Length} cells, the golden grid has {golden.Length}", picture);
        }

        var correlation = Correlation(found, golden);
        if (!(correlation >= LeastCorrelation))
        {
            throw Refused(FormattableString.Invariant($"its grid goes with the golden one by {correlation:f3} only; at least {LeastCorrelation} is right"), picture);
        }
    }

    private static double Correlation(float[] a, float[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var (ab, aa, bb) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            var (x, y) = (a[i] - meanA, b[i] - meanB);
            (ab, aa, bb) = (ab + (x * y), aa + (x * x), bb + (y * y));
        }

        return ab / Math.Sqrt(aa * bb);
    }

    // NumPy's .npy: ten bytes of which the last two are the length of the header, the header, then the values.
    private static float[] Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        return MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + bytes[8] + (bytes[9] << 8))).ToArray();
    }

    private static UserError Refused(string what, string where) =>
        new($"the model fails its self-test: {what}", where, "export the bundle again, or name another provider or precision");
}
