using DiCNet.Train.Onnx;
using Xunit;

namespace DiCNet.Tests.Train;

public sealed class OnnxScoreTests
{
    private const int Pictures = 2;
    private static readonly long[] s_shape = [Pictures, TinyBundle.Channels, 4, 6];
    private static readonly float[] s_teacher = GraphRun.Numbers(Pictures * TinyBundle.Channels * TinyBundle.Cells, 61);
    private static readonly float[] s_student = GraphRun.Numbers(Pictures * TinyBundle.Channels * TinyBundle.Cells, 62);

    [Fact]
    public void The_rule_eq7_is_the_mean_over_channels_of_the_squared_difference_without_mu()
    {
        var grids = Score(TinyBundle.Parts(ScoreRule.Eq7), s_teacher, s_student);
        Assert.InRange(GraphRun.Difference(Eq7(s_teacher, s_student, TinyBundle.Parts().Mu), grids["eq7"]), 0, 1e-6);
        Assert.Equal(grids["eq7"], grids["score"]);
    }

    [Fact]
    public void The_rule_with_logit_adds_the_energy_of_the_classifier_on_the_students_features()
    {
        var (std, mean, weight, bias) = TinyBundle.Classifier;
        var grids = Score(TinyBundle.Parts(), s_teacher, s_student);
        var eq7 = Eq7(s_teacher, s_student, TinyBundle.Parts().Mu);
        var expected = eq7.Select((value, i) =>
        {
            var (picture, cell) = (i / TinyBundle.Cells, i % TinyBundle.Cells);
            var logits = Enumerable.Range(0, TinyBundle.Classes).Select(k => bias[k] + Enumerable.Range(0, TinyBundle.Channels).Sum(c =>
                weight[k * TinyBundle.Channels + c] * Math.Max(0.0, s_student[(picture * TinyBundle.Channels + c) * TinyBundle.Cells + cell] * std[c] + mean[c])));
            var energy = -Math.Log(logits.Sum(Math.Exp));
            return (float)((Math.Log(value) + 1.5) / 0.5 + 0.75 * (energy + 2) / 0.25);
        }).ToArray();
        Assert.InRange(GraphRun.Difference(eq7, grids["eq7"]), 0, 1e-6);
        Assert.InRange(GraphRun.Difference(expected, grids["score"]), 0, 1e-5);
    }

    [Fact]
    public void Features_that_agree_exactly_give_a_low_score_and_not_minus_infinity()
    {
        var grids = Score(TinyBundle.Parts() with { Mu = new float[TinyBundle.Channels] }, s_student, s_student);
        Assert.All(grids["eq7"], value => Assert.Equal(0, value));
        Assert.All(grids["score"], value => Assert.InRange(value, -100, -10));
    }

    private static Dictionary<string, float[]> Score(BundleParts parts, float[] teacher, float[] student) =>
        GraphRun.Once(new BundleGraphs(parts).Score(), ("teacher", s_shape, teacher), ("student", s_shape, student));

    private static float[] Eq7(float[] teacher, float[] student, float[] mu)
    {
        var grid = new float[Pictures * TinyBundle.Cells];
        for (var i = 0; i < grid.Length; i++)
        {
            var (first, cell) = (i / TinyBundle.Cells * TinyBundle.Channels, i % TinyBundle.Cells);
            grid[i] = (float)Enumerable.Range(0, TinyBundle.Channels)
                .Average(c => Math.Pow((double)teacher[(first + c) * TinyBundle.Cells + cell] - student[(first + c) * TinyBundle.Cells + cell] - mu[c], 2));
        }

        return grid;
    }
}
