using DiCNet.Train.Data;

namespace DiCNet.Train.Evaluation;

/// <summary>Measures a bundle on the lists of a data set.</summary>
/// <param name="folder">The bundle.</param>
/// <param name="options">How.</param>
sealed class Evaluator(string folder, EvaluationOptions options)
{
    /// <summary>Told what is going on: the step, how far it is, out of how much. Called often, by one thread at a time.</summary>
    public Action<string, int, int> Progress { get; init; } = (_, _, _) => { };

    /// <summary>Shown the maps of a list when it is measured, as long as they are there.</summary>
    public Action<ListMaps, ListEvaluation> Measured { get; init; } = (_, _) => { };

    /// <summary>Measures.</summary>
    /// <param name="data">Labelled frames, the bundle's unknown classes held out.</param>
    /// <param name="lists">Names of the lists.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="UserError">Bundle, list, picture or labels are not what they should be.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public BundleEvaluation Evaluate(DataSet data, IReadOnlyList<string> lists, CancellationToken stop = default)
    {
        foreach (var list in lists)
        {
            data.List(list);
        }

        using var models = new BundleModels(folder, options);
        var (card, missing) = (models.Bundle.Card, new List<MissingScore>());
        Learn(models, data, missing, stop);
        return new BundleEvaluation
        {
            Bundle = card.Name,
            Digest = models.Bundle.Digest,
            ScoreRule = card.ScoreRule,
            DataSet = data.Name,
            KnownClasses = data.Classes.Known,
            HeldOutClasses = data.Classes.HeldOut,
            Options = options,
            Missing = missing,
            Warnings = [.. Doubts(models, data)],
            Lists = [.. lists.Select(list => EvaluateList(models, data, list, stop))],
        };
    }

    private void Learn(BundleModels models, DataSet data, List<MissingScore> missing, CancellationToken stop)
    {
        var logits = string.Join(", ", ScoreSource.OfLogits.Select(s => s.Name));
        var mahalanobis = ScoreSource.Mahalanobis.Name;
        if (!models.HasTeacher)
        {
            missing.Add(new MissingScore(
                $"{logits}, {mahalanobis}, E-FPR, mIoU",
                options.Baselines ? "the bundle holds no teacher.onnx; 'dicnet-train' writes one, other bundles may hold the fused graph alone" : "not asked for"));
            return;
        }

        if (models.Classes == 0)
        {
            missing.Add(new MissingScore($"{logits}, E-FPR, mIoU", "teacher.onnx gives no logits"));
        }

        if (!data.Lists.TryGetValue("train", out var train))
        {
            missing.Add(new MissingScore(mahalanobis, "the data set has no list 'train' to take class means from"));
            return;
        }

        models.Learn(train, data.Classes, done => Progress("class means of the teacher's features", done, train.Count), stop);
    }

    private static IEnumerable<string> Doubts(BundleModels models, DataSet data)
    {
        var card = models.Bundle.Card;
        if (!card.HeldOutClasses.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(data.Classes.HeldOut))
        {
            yield return $"the bundle was trained with {Names(card.HeldOutClasses)} held out; here {Names(data.Classes.HeldOut)} is the anomaly";
        }

        if (!card.KnownClasses.SequenceEqual(data.Classes.Known, StringComparer.OrdinalIgnoreCase))
        {
            yield return $"the bundle knows {Names(card.KnownClasses)}; the labels {Names(data.Classes.Known)}";
        }

        static string Names(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("nothing"));
    }

    private ListEvaluation EvaluateList(BundleModels models, DataSet data, string list, CancellationToken stop)
    {
        var frames = data.List(list);
        var grids = new FrameGrids[frames.Count];
        for (var i = 0; i < grids.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            using var picture = FrameReader.ReadPicture(frames[i]);
            grids[i] = models.Run(picture);
            Progress($"{list}: scoring", i + 1, grids.Length);
        }

        var maps = new ListMaps(frames, grids, data.Classes, models, options.Upsampling);
        var counts = Count(maps);
        var segmentation = maps.Segmented ? Segment(maps, stop) : null;
        var measurement = new ScoreMeasurement(maps, options, stop);
        var scores = new List<ScoreEvaluation>();
        foreach (var source in models.Sources)
        {
            Progress($"{list}: measuring {source.Name}", scores.Count, models.Sources.Count);
            scores.Add(measurement.Measure(source));
        }

        Progress($"{list}: measured", scores.Count, scores.Count);
        var warnings = new List<string>();
        if (DataSet.IsTraining(list))
        {
            warnings.Add("this list is for training: figures on it say nothing about other frames");
        }

        if (counts.Anomalous == 0)
        {
            warnings.Add("no pixel of a held-out class in the whole list: nothing can be found here");
        }

        var result = new ListEvaluation
        {
            List = list,
            Frames = frames.Count,
            Anomalous = counts.Anomalous,
            Normal = counts.Normal,
            Void = counts.Void,
            Segmentation = segmentation,
            Scores = scores,
            Warnings = warnings,
        };
        Measured(maps, result);
        return result;
    }

    private static (long Anomalous, long Normal, long Void) Count(ListMaps maps)
    {
        long anomalous = 0, none = 0, all = 0;
        for (var i = 0; i < maps.Frames.Count; i++)
        {
            ReadOnlySpan<byte> labels = maps.Labels(i).Labels;
            anomalous += labels.Count(ClassTable.Anomaly);
            none += labels.Count(ClassTable.Void);
            all += labels.Length;
        }

        return (anomalous, all - anomalous - none, none);
    }

    private static SegmentationFigures Segment(ListMaps maps, CancellationToken stop)
    {
        var (confusion, maker) = (new Confusion(maps.Classes.Known.Count), maps.NewMaker());
        for (var i = 0; i < maps.Frames.Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            maker.Load(i);
            confusion.Add(maker.Labels, maker.Predictions);
        }

        var perClass = maps.Classes.Known.Zip(confusion.ClassIou()).ToDictionary(c => c.First, c => double.IsNaN(c.Second) ? (double?)null : c.Second);
        return new SegmentationFigures(confusion.MeanIou(), confusion.PixelAccuracy(), perClass);
    }
}
