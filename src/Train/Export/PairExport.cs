using DiCNet.Train.Data;
using DiCNet.Train.Evaluation;
using DiCNet.Train.Onnx;
using DiCNet.Train.Training;
using static TorchSharp.torch;

namespace DiCNet.Train.Export;

/// <summary>A finished pair as the bundle that dicnet runs: written, compared with the trained modules, measured.</summary>
/// <param name="trained">The pair and what is known of it.</param>
/// <param name="data">Its data set.</param>
/// <param name="options">How.</param>
sealed class PairExport(TrainedPair trained, TrainData data, ExportOptions options)
{
    private const int ParityFrames = 16;

    private PairStatistics Statistics => trained.Statistics;

    /// <summary>Writes the bundle; there is none if it is not what was trained.</summary>
    /// <param name="folder">Where it will lie.</param>
    /// <exception cref="UserError">The bundle differs from the trained modules, something lies in the folder, or the disk does not take it.</exception>
    public void Write(string folder)
    {
        using var quiet = no_grad();
        trained.Pair.Eval();
        var parts = PairParts.Of(trained, options.Name, options.Rule, options.Licence);
        BundleWriter.Write(folder, parts, options.Replace, draft =>
        {
            var parity = ParityCheck.Require(draft, Sample());
            Console.WriteLine(
                $"parity over {parity.Pictures} pictures (largest difference over root mean square): teacher {parity.Teacher:0.0e0}, "
                + $"student {parity.Student:0.0e0}, score {parity.Score:0.0e0}, eq7 {parity.Eq7:0.0e0}, pair placement {parity.Pair:0.0e0}");
            TrainingFolder.Write(draft, trained);
            var facts = new CardFacts(trained, data, parity, options.AdaptedFrom);
            var evaluation = Measure(draft);
            if (evaluation is not null)
            {
                EvaluationTable.Write(Console.Out, evaluation);
            }

            BundleWriter.WriteCard(draft, parts with { Further = facts.Entries(evaluation) });
            WriteGolden(draft);
        });
        Console.WriteLine($"bundle: {folder}");
    }

    /// <summary>Real pictures, normal and not, with what the modules make of them.</summary>
    private IEnumerable<ParityFrame> Sample()
    {
        using var mu = tensor(Statistics.Mu.ToArray());
        foreach (var frame in TrainData.Spread(data.Calibration, ParityFrames / 2).Concat(TrainData.Spread(data.Dev, ParityFrames / 2)))
        {
            using var scope = NewDisposeScope();
            var decoded = data.Read(frame);
            using var picture = data.ToMat(decoded);
            if (picture.Size() != trained.PictureSize)
            {
                throw new UserError(
                    $"the picture is {picture.Width}x{picture.Height}, but the pair is for {trained.PictureSize.Width}x{trained.PictureSize.Height}",
                    frame.Picture, "use a data set of one size");
            }

            var pictures = data.ToTensor(decoded);
            var scores = trained.Pair.Measure(pictures, mu);
            yield return new ParityFrame(
                frame.Name, picture, Networks.Floats.Of(trained.Pair.Teacher.NormalisedFeatures(pictures)),
                Networks.Floats.Of(trained.Pair.Student.call(pictures)), Networks.Floats.Of(Score(scores)), Networks.Floats.Of(scores.Eq7));
        }
    }

    /// <summary>Some pictures and what the trained modules make of them, for whoever wants to know later whether the bundle still does.</summary>
    private void WriteGolden(string draft)
    {
        using var mu = tensor(Statistics.Mu.ToArray());
        foreach (var picture in options.Golden)
        {
            using var scope = NewDisposeScope();
            var name = Path.GetFileNameWithoutExtension(picture);
            var decoded = data.Read(new LabelledFrame(name, picture, null));
            var scores = trained.Pair.Measure(data.ToTensor(decoded), mu);
            Directory.CreateDirectory(Path.Combine(draft, "golden"));
            File.Copy(picture, Path.Combine(draft, "golden", Path.GetFileName(picture)));
            foreach (var (grid, values) in ((string, Tensor)[])[("score", Score(scores)), ("eq7", scores.Eq7)])
            {
                NpyFile.Write(Path.Combine(draft, "golden", $"{name}.{grid}.npy"), Networks.Floats.Of(values), (int)values.shape[1], (int)values.shape[2]);
            }
        }
    }

    private Tensor Score(PairScores scores) => options.Rule == ScoreRule.Eq7.Name ? scores.Eq7 : Statistics.Combine(scores);

    private BundleEvaluation? Measure(string draft)
    {
        if (options.Lists.Count == 0)
        {
            return null;
        }

        Console.WriteLine($"measuring on {string.Join(", ", options.Lists)}");
        return new Evaluator(draft, new EvaluationOptions()).Evaluate(data.Set, options.Lists);
    }
}
