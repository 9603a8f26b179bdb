using DiCNet.Inference;
using DiCNet.Train.Data;
using DiCNet.Train.Evaluation;
using Xunit;

namespace DiCNet.Tests.Train;

public class EvaluationBundleTests
{
    private static readonly EvaluationOptions s_options = new() { Threads = 2, Inference = new InferenceOptions { Threads = 2 } };

    [Fact]
    public void The_figures_of_the_shipped_bundle_are_those_of_its_README()
    {
        var clip = Evaluate(s_options, "test_clip").Lists[0];
        Near(clip, "eq7+logit", [52.2, 6.5, 97.9], [41.1, 7.9, 97.7]);
        Near(clip, "eq7", [42.4, 15.5, 96.1], [32.8, 16.7, 95.8]);
    }

    private static void Near(ListEvaluation list, string score, double[] perImage, double[] pooled)
    {
        var figures = list.Scores.Single(s => s.Score == score);
        double[] measured =
        [
            figures.PerImage!.AveragePrecision.Value, figures.PerImage.Fpr95Nearest.Value, figures.PerImage.Auroc.Value,
            figures.Pooled!.AveragePrecision.Value, figures.Pooled.Fpr95Nearest.Value, figures.Pooled.Auroc.Value,
        ];
        Assert.All(measured.Zip([.. perImage, .. pooled]), pair => Assert.InRange((100 * pair.First) - pair.Second, -0.2, 0.2));
    }

    private static BundleEvaluation Evaluate(EvaluationOptions options, params string[] lists) =>
        new Evaluator(Repository.Path("models", "camvid-mnv2-r18w32"), options).Evaluate(CamVid(), lists, TestContext.Current.CancellationToken);

    private static DataSet CamVid() => DataSets.Open("camvid", RealData.Path("camvid"), new DataSetOptions());
}
