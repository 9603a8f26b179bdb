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
    public void The_rule_eq7_is_the_mean_over_channels_of_the_squared_difference_whitened_and_without_mu()
    {
        var parts = TinyBundle.Parts(ScoreRule.Eq7);
        var grids = Score(parts, s_teacher, s_student);
        Assert.InRange(GraphRun.Difference(Eq7(parts, s_teacher, s_student), grids["eq7"]), 0, 1e-6);
        Assert.Equal(grids["eq7"], grids["score"]);
    }

    [Fact]
    public void Without_a_whitening_channels_are_compared_one_by_one()
    {
        var parts = TinyBundle.Parts(ScoreRule.Eq7) with { Whitening = null };
        Assert.InRange(GraphRun.Difference(Eq7(parts, s_teacher, s_student), Score(parts, s_teacher, s_student)["eq7"]), 0, 1e-6);
    }

    [Fact]
    public void The_rule_with_logit_adds_the_mean_energy_of_the_classifier_on_both_features()
    {
        var grids = Score(TinyBundle.Parts(), s_teacher, s_student);
        var eq7 = Eq7(TinyBundle.Parts(), s_teacher, s_student);
        var expected = eq7.Select((value, i) =>
            (float)((Math.Log(value) + 1.5) / 0.5 + ((Energy(s_student, i) + 2) / 0.25 + (Energy(s_teacher, i) + 3) / 0.75) / 2)).ToArray();
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

    private static float[] Eq7(BundleParts parts, float[] teacher, float[] student) => [.. Enumerable.Range(0, Pictures * TinyBundle.Cells).Select(i =>
    {
        var difference = Channels.Select(c => (double)At(teacher, i, c) - At(student, i, c)).ToArray();
        var whitened = parts.Whitening is { } w ? Channels.Select(c => Channels.Sum(d => w[(c * TinyBundle.Channels) + d] * difference[d])).ToArray() : difference;
        return (float)Channels.Average(c => Math.Pow(whitened[c] - parts.Mu[c], 2));
    })];

    private static double Energy(float[] features, int i)
    {
        var (std, mean, weight, bias) = TinyBundle.Classifier;
        var logits = Enumerable.Range(0, TinyBundle.Classes)
            .Select(k => bias[k] + Channels.Sum(c => weight[(k * TinyBundle.Channels) + c] * Math.Max(0.0, (At(features, i, c) * std[c]) + mean[c])));
        return -Math.Log(logits.Sum(Math.Exp));
    }

    private static IEnumerable<int> Channels => Enumerable.Range(0, TinyBundle.Channels);

    private static float At(float[] features, int i, int channel) =>
        features[(((i / TinyBundle.Cells) * TinyBundle.Channels) + channel) * TinyBundle.Cells + (i % TinyBundle.Cells)];
}
