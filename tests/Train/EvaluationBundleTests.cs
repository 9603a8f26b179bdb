using DiCNet.Inference;
using DiCNet.Train.Data;
using DiCNet.Train.Evaluation;
using Xunit;

namespace DiCNet.Tests.Train;

public class EvaluationBundleTests
{
    [Theory]
    [InlineData("eq7")]
    [InlineData("eq7+logit")]
    public void The_figures_of_the_shipped_bundle_are_those_of_its_card(string score)
    {
        var figures = Measured.Value.Lists[0].Scores.Single(s => s.Score == score).PerImage!;
        double[] measured = [figures.AveragePrecision.Value, figures.Fpr95Nearest.Value, figures.Auroc.Value];
        Assert.All(measured.Zip(ShippedBundle.Stated("test_clip", score)), pair => Assert.InRange((100 * pair.First) - pair.Second, -0.2, 0.2));
    }

    private static Lazy<BundleEvaluation> Measured { get; } = new(() =>
    {
        var options = new EvaluationOptions { Threads = 2, Inference = new InferenceOptions { Threads = 2 } };
        var camVid = DataSets.Open("camvid", RealData.Path("camvid"), new DataSetOptions());
        return new Evaluator(ShippedBundle.Folder, options).Evaluate(camVid, ["test_clip"], TestContext.Current.CancellationToken);
    });
}
