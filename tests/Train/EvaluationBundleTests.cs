using DiCNet.Inference;
using DiCNet.Train.Data;
using DiCNet.Train.Evaluation;
using Xunit;

namespace DiCNet.Tests.Train;

public class EvaluationBundleTests
{
    [Theory]
    [InlineData(ModelPrecision.Float32)]
    [InlineData(ModelPrecision.Int8)]
    public void The_figures_of_the_shipped_bundle_are_those_of_its_card(ModelPrecision precision)
    {
        var options = new EvaluationOptions { Threads = 2, Baselines = false, Inference = new InferenceOptions { Threads = 2, Precision = precision } };
        var camVid = DataSets.Open("camvid", RealData.Path("camvid"), new DataSetOptions());
        var clip = new Evaluator(ShippedBundle.Folder, options).Evaluate(camVid, ["test_clip"], TestContext.Current.CancellationToken).Lists[0];
        Assert.All(["eq7", "eq7+logit"], score =>
        {
            var figures = clip.Scores.Single(s => s.Score == score).PerImage!;
            double[] measured = [figures.AveragePrecision.Value, figures.Fpr95Nearest.Value, figures.Auroc.Value];
            var stated = ShippedBundle.Stated("test_clip", score, int8: precision == ModelPrecision.Int8);
            Assert.All(measured.Zip(stated), pair => Assert.InRange((100 * pair.First) - pair.Second, -0.2, 0.2));
        });
    }
}
