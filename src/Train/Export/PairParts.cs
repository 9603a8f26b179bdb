using DiCNet.Train.Onnx;
using DiCNet.Train.Training;

namespace DiCNet.Train.Export;

/// <summary>A finished pair as what a bundle is written from.</summary>
static class PairParts
{
    /// <summary>Makes them.</summary>
    /// <param name="trained">The pair; its networks are emitted when graphs are made.</param>
    /// <param name="name">Name of the bundle.</param>
    /// <param name="rule">How the score is made: <c>eq7</c> or <c>eq7+logit</c>.</param>
    /// <param name="licence">Licence of the weights.</param>
    public static BundleParts Of(TrainedPair trained, string name, string rule, string licence)
    {
        var (teacher, student, statistics) = (trained.Pair.Teacher, trained.Pair.Student, trained.Statistics);
        var (height, width) = (trained.PictureSize.Height, trained.PictureSize.Width);
        var paper = rule == ScoreRule.Eq7.Name;
        return new BundleParts
        {
            Name = name,
            Height = height,
            Width = width,
            Channels = teacher.Spec.Features,
            Teacher = (graph, x) => teacher.Emit(graph, x, height / 8, width / 8),
            Student = (graph, x) => student.Emit(graph, x, height / 8, width / 8),
            Classifier = teacher.EmitLogits,
            Whitening = trained.Pair.Whitening,
            Mu = [.. statistics.Mu],
            Rule = paper ? ScoreRule.Eq7 : ScoreRule.Eq7Logit(statistics.LogEq7, statistics.StudentEnergy, statistics.TeacherEnergy),
            KnownClasses = trained.Header.KnownClasses,
            HeldOutClasses = trained.Header.HeldOutClasses,
            ScoreQuantiles = Quantiles(paper ? statistics.Eq7Quantiles : statistics.ScoreQuantiles),
            Eq7Quantiles = Quantiles(statistics.Eq7Quantiles),
            Licence = licence,
        };
    }

    private static Dictionary<double, double> Quantiles(IReadOnlyList<ScoreQuantile> quantiles) => quantiles.ToDictionary(q => q.Share, q => q.Value);
}
