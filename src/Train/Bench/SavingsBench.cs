using System.Diagnostics;
using DiCNet.Inference;
using DiCNet.Train.Data;
using DiCNet.Train.Export;
using DiCNet.Train.Onnx;
using OpenCvSharp;

namespace DiCNet.Train.Bench;

/// <summary>Times a pair without its exact savings and with one more of them at a time, turn by turn, on the CPU by the code that serves it.</summary>
static class SavingsBench
{
    /// <summary>Greatest difference allowed, as a fraction of the root mean square.</summary>
    public const double Limit = 1e-4;

    private const int Pictures = 3;

    private static readonly (string Name, Savings Savings, bool Optimize)[] s_variants =
    [
        ("none", Savings.None, false),
        ("+ what ONNX Runtime saves itself", Savings.None, true),
        ("+ norms in convolutions", Savings.Norms, true),
        ("+ U in the last convolution", Savings.Norms | Savings.Normalization, true),
        ("+ pooled branches small: all", Savings.All, true),
    ];

    /// <summary>Times and compares.</summary>
    /// <param name="bundle">A bundle with its checkpoints.</param>
    /// <param name="pictures">Folder of pictures; null: made-up ones.</param>
    /// <param name="rounds">Frames of each variant.</param>
    /// <param name="threads">Threads of a model run; 0 is one per processor.</param>
    /// <exception cref="UserError">The bundle has no checkpoints, or the scores are not the same.</exception>
    public static SavingsResult Measure(string bundle, string? pictures, int rounds, int threads)
    {
        var card = ModelBundle.Open(bundle).Card;
        using var trained = TrainingFolder.Read(bundle);
        var folder = Directory.CreateTempSubdirectory("dicnet-savings-").FullName;
        var (frames, scorers) = (new List<Mat>(), new List<PictureScorer>());
        try
        {
            frames.AddRange(pictures is null
                ? Enumerable.Range(0, Pictures).Select(seed => SyntheticPicture.Draw(new Random(seed), card.Input.Height, card.Input.Width))
                : PictureFiles.Below(pictures).Take(Pictures).Select(file => FrameReader.DecodePicture(FrameReader.Load(file, "picture"), file)));
            foreach (var (name, savings, optimize) in s_variants)
            {
                var variant = Path.Combine(folder, $"{scorers.Count}");
                BundleWriter.Write(variant, PairParts.Of(trained, name, card.ScoreRule, card.Licence) with { Savings = savings });
                scorers.Add(new PictureScorer(ModelBundle.Open(variant), Placement.Fused, threads, optimize));
            }

            var differences = Compare(bundle, frames, scorers);
            var times = s_variants.Select(_ => new List<double>()).ToArray();
            for (var round = 0; round < rounds; round++)
            {
                for (var v = 0; v < scorers.Count; v++)
                {
                    var start = Stopwatch.GetTimestamp();
                    scorers[v].Score(frames[round % frames.Count]);
                    times[v].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }

            return new SavingsResult(card.Name, card.Input.Height, card.Input.Width, new InferenceOptions { Threads = threads }.EffectiveThreads,
                [.. s_variants.Select((v, i) => new SavingsFigure(v.Name, times[i], differences[i]))]);
        }
        finally
        {
            frames.ForEach(frame => frame.Dispose());
            scorers.ForEach(scorer => scorer.Dispose());
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double[] Compare(string bundle, List<Mat> frames, List<PictureScorer> scorers)
    {
        var worst = new double[scorers.Count];
        foreach (var frame in frames)
        {
            var (score, eq7) = scorers[0].Score(frame);
            for (var v = 1; v < scorers.Count; v++)
            {
                var (s, e) = scorers[v].Score(frame);
                worst[v] = new[] { worst[v], ParityCheck.Difference(score, s), ParityCheck.Difference(eq7, e) }.Max();
            }
        }

        var most = worst.Max();
        return most <= Limit ? worst : throw new UserError(
            $"the scores differ by {most:g3} of their size with '{s_variants[Array.IndexOf(worst, most)].Name}'; {Limit} is allowed", bundle,
            "do not trust the figures; report this with the bundle");
    }
}
