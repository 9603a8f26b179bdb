using DiCNet.Train.Data;
using DiCNet.Train.Evaluation;

namespace DiCNet.Train.Adapting;

/// <summary>Raw scores of footage under a bundle.</summary>
static class FootageScores
{
    /// <summary>Scores frames, [h, w] each.</summary>
    /// <param name="bundle">Folder of the bundle.</param>
    /// <param name="frames">The frames.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public static IReadOnlyList<float[]> Of(string bundle, IEnumerable<FootageFrame> frames, CancellationToken stop = default)
    {
        using var models = new BundleModels(bundle, new EvaluationOptions { Baselines = false });
        var scores = new List<float[]>();
        foreach (var frame in frames)
        {
            stop.ThrowIfCancellationRequested();
            using var picture = FrameReader.ReadPicture(frame.Frame);
            scores.Add(models.Run(picture).Scores[models.Bundle.Card.ScoreRule]);
        }

        return scores;
    }

    /// <summary>Share of all cells above a level.</summary>
    public static double ShareAbove(IReadOnlyList<float[]> scores, double level) => scores.Average(s => (double)s.Count(v => v > level) / s.Length);
}
