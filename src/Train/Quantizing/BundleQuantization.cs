using DiCNet.Inference;
using DiCNet.Train.Adapting;
using DiCNet.Train.Data;
using DiCNet.Train.Evaluation;
using DiCNet.Train.Export;
using DiCNet.Train.Onnx;
using DiCNet.Train.Training;
using OpenCvSharp;

namespace DiCNet.Train.Quantizing;

/// <summary>Adds the fused graph in 8 bits to a bundle, with levels of its own and what it is worth.</summary>
/// <param name="options">How.</param>
sealed class BundleQuantization(QuantizeOptions options)
{
    private static EvaluationOptions InInt8 { get; } = new() { Inference = new InferenceOptions { Precision = ModelPrecision.Int8 } };

    /// <summary>Writes and measures; a bundle that cannot be brought to 8 bits stays as it was.</summary>
    /// <param name="progress">Told what is going on: the step, how far it is, out of how much.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>What it is worth.</returns>
    /// <exception cref="UserError">Bundle, data set or list is not what it should be, or the disk is full.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public BundleEvaluation Run(Action<string, int, int> progress, CancellationToken stop)
    {
        var bundle = ModelBundle.Open(options.Bundle);
        TrainingFolder.Require(options.Bundle);
        var recorded = CheckpointFile.Read(TrainingFolder.Student(options.Bundle)).Header.Options.Data;
        var set = AdaptData.Moved(recorded, options.Data).Open();
        var frames = set.List(options.Calibration);
        BundleEvaluation? evaluation = null;
        BundleWriter.Change(options.Bundle, draft =>
        {
            var convolutions = WriteModel(draft, [.. frames.Select(f => Fitted(f, bundle.Card.Input))], progress, stop);
            var digest = BundleWriter.Digest(Path.Combine(draft, BundleWriter.Int8File));
            var entry = new Dictionary<string, object>
            {
                ["file"] = BundleWriter.Int8File,
                ["sha256"] = digest,
                ["convolutions"] = convolutions,
                ["calibration"] = $"{frames.Count} frames of the list '{options.Calibration}'; {options.Outside} of the values outside at either end",
                ["score_quantiles_on_known_pixels"] = BundleCard.Quantiles(Levels(
                    new ModelBundle(draft, bundle.Card with { Model = BundleWriter.Int8File, Sha256 = digest, Pair = null }), set, frames)),
            };
            WriteCard(draft, entry);
            evaluation = new Evaluator(draft, InInt8) { Progress = progress }.Evaluate(set, options.Lists, stop);
            entry["metrics"] = CardFacts.Metrics(OwnScores(evaluation));
            WriteCard(draft, entry);
        });
        return evaluation!;
    }

    // The baselines are of the float teacher: the card has them once.
    private static BundleEvaluation OwnScores(BundleEvaluation evaluation) => evaluation with
    {
        Lists = [.. evaluation.Lists.Select(list => list with
        {
            Segmentation = null,
            Scores = [.. list.Scores.Where(s => s.Score == evaluation.ScoreRule || s.Score == ScoreSource.Eq7.Name)],
        })],
    };

    private int WriteModel(string draft, IReadOnlyList<DecodedFrame> pictures, Action<string, int, int> progress, CancellationToken stop)
    {
        var graph = QuantGraph.Read(Path.Combine(draft, BundleWriter.FusedFile));
        var quantizer = new Quantizer(graph);
        Equalizer.Equalize(graph, Measure(0));
        var convolutions = quantizer.Quantize(Measure(options.Outside));
        graph.Save(Path.Combine(draft, BundleWriter.Int8File));
        return convolutions;

        IReadOnlyDictionary<string, ActivationRange> Measure(double outside) =>
            RangeMeasurement.Measure(graph, quantizer.Activations, pictures, outside, done => progress("ranges of the activations", done, pictures.Count), stop);
    }

    // As serving brings it to the model.
    private static DecodedFrame Fitted(LabelledFrame frame, ModelCard.InputSpec input)
    {
        using var whole = FrameReader.ReadPicture(frame);
        using var picture = new Mat();
        Scaling.Fit(whole, picture, new Size(input.Width, input.Height));
        return new DecodedFrame(picture.AsSpan<byte>().ToArray(), [], picture.Height, picture.Width);
    }

    // The card does not know the model yet: it states the levels that are measured here.
    private static Dictionary<double, double> Levels(ModelBundle int8, DataSet set, IReadOnlyList<LabelledFrame> frames)
    {
        using var models = new BundleModels(int8, new EvaluationOptions { Baselines = false });
        var known = new KnownPixels();
        foreach (var frame in frames)
        {
            var decoded = FrameReader.Read(frame, set.Classes);
            using var picture = FrameReader.ReadPicture(frame);
            var map = new float[decoded.Height * decoded.Width];
            new Upsampler(models.Grid.Height, models.Grid.Width, decoded.Height, decoded.Width, default)
                .Apply(models.Run(picture).Scores[models.Bundle.Card.ScoreRule], map);
            known.Add(frame, decoded, map);
        }

        return known.Quantiles().ToDictionary(q => q.Share, q => q.Value);
    }

    private static void WriteCard(string draft, Dictionary<string, object> entry)
    {
        var file = Path.Combine(draft, BundleWriter.CardFile);
        File.WriteAllText(file, BundleCard.WithInt8(File.ReadAllText(file), entry));
    }
}
