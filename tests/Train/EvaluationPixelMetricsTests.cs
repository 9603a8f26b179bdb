using DiCNet.Train.Data;
using DiCNet.Train.Evaluation;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DiCNet.Tests.Train;

public class EvaluationPixelMetricsTests
{
    private static readonly (float[] Scores, int[] Labels) s_f = (
        [.. Enumerable.Range(0, 60).Select(i => 1 - (i / 100f))],
        [.. Enumerable.Range(0, 60).Select(i => i % 3 == 2 ? 0 : 1)]);

    public static TheoryData<string, float[], int[], double[]> Golden => new()
    {
        { "A", [.9f, .8f, .8f, .7f, .6f, .5f, .5f, .4f, .3f, .2f], [1, 1, 0, 1, 0, 1, 0, 0, 0, 0], [0.747024, 0.833333, 0.5, 0.5, 0.5, 0.75] },
        {
            "B", [.9f, .85f, .8f, .75f, .7f, .65f, .6f, .55f, .5f, .1f, .05f, .2f, .3f, .4f, .45f, .01f, .02f, .03f, .04f, .06f],
            [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0.971429, 0.96, 0.4, 0.4, 0.4, 0.947368]
        },
        { "C", [.5f, .5f, .5f, .5f, .5f, .5f, .5f, .5f], [1, 0, 0, 0, 1, 0, 0, 0], [0.25, 0.5, 1, 1, 1, 0.4] },
        { "D", [.1f, .2f, .8f, .9f], [0, 0, 1, 1], [1, 1, 0, 0, 0, 1] },
        { "E", [.9f, .8f, .2f, .1f], [0, 0, 1, 1], [0.416667, 0, 1, 1, 1, 0.666667] },
        { "F", s_f.Scores, s_f.Labels, [0.707678, 0.525, 0.95, 0.90, 0.95, 0.808081] },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void Golden_vectors_come_out(string name, float[] scores, int[] labels, double[] expected)
    {
        var figures = Measure(scores, labels);
        double[] measured = [figures.AveragePrecision, figures.Auroc, figures.Fpr95Nearest, figures.Fpr95AtLeast, figures.Fpr95Above, figures.BestF1];
        Assert.All(measured.Zip(expected), pair => Assert.True(Math.Abs(pair.First - pair.Second) < 1e-6, $"{name}: {pair}"));
    }

    [Fact]
    public void Golden_thresholds_come_out()
    {
        var b = Measure((float[])Golden.ElementAt(1).Data.Item2, (int[])Golden.ElementAt(1).Data.Item3);
        Assert.Equal((.2f, 0.9), (b.AtRecall[0].Nearest.Threshold, b.AtRecall[0].Nearest.Recall));
        Assert.Equal(.1f, b.AtRecall[0].AtLeast.Threshold);
        Assert.Equal(.5f, b.BestF1Threshold);
        var f = Measure(s_f.Scores, s_f.Labels);
        Assert.Equal(.44f, f.AtRecall[0].Nearest.Threshold, 1e-6f);
        Assert.Equal(.45f, f.AtRecall[0].AtLeast.Threshold, 1e-6f);
        Assert.Equal(.43f, f.AtRecall[0].Above.Threshold, 1e-6f);
        Assert.Equal(.42f, f.BestF1Threshold, 1e-6f);
    }

    [Fact]
    public void Ranking_figures_agree_with_counting_all_pairs() => Check.QuickThrowOnFailure(Prop.ForAll(Maps(), map =>
    {
        var (scores, labels) = map;
        var figures = Measure(scores, labels);
        var positives = scores.Where((_, i) => labels[i] == 1).ToArray();
        var negatives = scores.Where((_, i) => labels[i] == 0).ToArray();
        var pairs = positives.Sum(p => negatives.Sum(n => p > n ? 1 : p == n ? 0.5 : 0));
        Assert.Equal(pairs / positives.Length / negatives.Length, figures.Auroc, 1e-9);

        var thresholds = scores.Distinct().OrderDescending().ToArray();
        var (area, before) = (0.0, 0.0);
        foreach (var t in thresholds)
        {
            var (tp, fp) = (positives.Count(p => p >= t), negatives.Count(n => n >= t));
            area += ((double)tp / positives.Length - before) * tp / (tp + fp);
            before = (double)tp / positives.Length;
        }

        Assert.Equal(area, figures.AveragePrecision, 1e-9);
        var reached = thresholds.First(t => positives.Count(p => p >= t) >= 0.95 * positives.Length);
        Assert.Equal((double)negatives.Count(n => n >= reached) / negatives.Length, figures.Fpr95AtLeast, 1e-9);
        Assert.Equal(Hendrycks(scores, labels), figures.Fpr95Nearest, 1e-9);
    }));

    [Fact]
    public void A_monotone_change_of_the_scores_changes_no_rank_figure() => Check.QuickThrowOnFailure(Prop.ForAll(Maps(), map =>
    {
        var (scores, labels) = map;
        var (a, b) = (Measure(scores, labels), Measure([.. scores.Select(s => (s * 4) - 1000)], labels));
        Assert.Equal(
            (a.AveragePrecision, a.Auroc, a.Fpr95Nearest, a.Fpr95AtLeast, a.Fpr95Above, a.BestF1),
            (b.AveragePrecision, b.Auroc, b.Fpr95Nearest, b.Fpr95AtLeast, b.Fpr95Above, b.BestF1));
    }));

    [Fact]
    public void An_inverted_score_mirrors_the_area() => Check.QuickThrowOnFailure(Prop.ForAll(Maps(), map =>
        Assert.Equal(1, Measure(map.Scores, map.Labels).Auroc + Measure([.. map.Scores.Select(s => -s)], map.Labels).Auroc, 1e-9)));

    [Fact]
    public void Sorting_by_radix_is_sorting() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(int.MinValue, int.MaxValue).Select(BitConverter.Int32BitsToSingle).Where(f => !float.IsNaN(f)).ListOf().ToArbitrary(),
        list =>
        {
            float[] scores = [.. list];
            var scratch = new float[scores.Length];
            ScoreSort.Sort(scores, scratch);
            Assert.Equal([.. list.Select(f => f + 0f).Order()], scores);
        }));

    [Fact]
    public void Void_counts_nowhere()
    {
        var without = PixelMetrics.Measure([.9f, .4f, .3f], [ClassTable.Anomaly, 0, 3])!;
        var with = PixelMetrics.Measure([.9f, .95f, .4f, .3f], [ClassTable.Anomaly, ClassTable.Void, 0, 3])!;
        Assert.Equal((without.AveragePrecision, without.Normal), (with.AveragePrecision, with.Normal));
    }

    [Fact]
    public void Nothing_can_be_ranked_without_both_kinds()
    {
        Assert.Null(PixelMetrics.Measure([1, 2], [0, 1]));
        Assert.Null(PixelMetrics.Measure([1, 2], [ClassTable.Anomaly, ClassTable.Void]));
        Assert.Null(PixelMetrics.Measure([], []));
    }

    [Fact]
    public void A_score_that_is_not_a_number_is_refused() =>
        Assert.Throws<ArgumentException>(() => PixelMetrics.Measure([1, float.NaN], [0, ClassTable.Anomaly]));

    [Fact]
    public void Curves_are_thinned_and_end_at_full_recall()
    {
        var random = new Random(5);
        float[] scores = [.. Enumerable.Range(0, 50_000).Select(_ => random.NextSingle())];
        byte[] labels = [.. scores.Select(s => random.NextSingle() < s / 4 ? ClassTable.Anomaly : (byte)0)];
        var figures = PixelMetrics.Measure(scores, labels, curvePoints: 300)!;
        Assert.InRange(figures.Curve.Count, 150, 302);
        Assert.Equal((1.0, 1.0), (figures.Curve[^1].Recall, figures.Curve[^1].FalsePositiveRate));
        var area = figures.Curve.Zip(figures.Curve.Skip(1), (a, b) => (b.FalsePositiveRate - a.FalsePositiveRate) * (a.Recall + b.Recall) / 2).Sum();
        Assert.Equal(figures.Auroc, area, 1e-3);
    }

    [Fact]
    public void Measuring_a_picture_allocates_next_to_nothing()
    {
        var random = new Random(7);
        float[] scores = [.. Enumerable.Range(0, 172_800).Select(_ => random.NextSingle())];
        byte[] labels = [.. scores.Select((_, i) => i % 50 == 0 ? ClassTable.Anomaly : (byte)1)];
        PixelMetrics.Measure(scores, labels);
        var before = GC.GetAllocatedBytesForCurrentThread();
        PixelMetrics.Measure(scores, labels);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8192);
    }

    [Fact]
    public void False_alarms_are_split_by_whether_the_segmentation_was_right()
    {
        byte[] labels = [ClassTable.Anomaly, 0, 0, 1, 1, ClassTable.Void];
        var at = PixelMetrics.Measure([.5f, .9f, .1f, .5f, .2f, 1f], labels)!.AtRecall[0];
        var split = ErrorSplit.Of([.5f, .9f, .1f, .5f, .2f, 1f], labels, [2, 1, 0, 1, 0, 0], at);
        // Strictly above 0.5 of the wrong ones: 0.9 but not 0.2; of the right ones: neither 0.1 nor 0.5 itself.
        Assert.Equal((0.5, 0.0), (split.Wrong, split.Right));
    }

    internal static PixelFigures Measure(float[] scores, int[] labels) =>
        PixelMetrics.Measure(scores, [.. labels.Select(l => l == 1 ? ClassTable.Anomaly : (byte)0)])!;

    // The steps of the original, in its order: one point per distinct score, cut at full recall, walked backwards.
    private static double Hendrycks(float[] scores, int[] labels)
    {
        var order = Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).ToArray();
        var points = new List<(double Recall, double FalsePositives)>(scores.Length);
        var tp = 0;
        for (var i = 0; i < order.Length; i++)
        {
            tp += labels[order[i]];
            if (i == order.Length - 1 || scores[order[i]] != scores[order[i + 1]])
            {
                points.Add(((double)tp / labels.Sum(), 1 + i - tp));
            }
        }

        var cut = points.FindIndex(p => p.Recall == 1);
        var walk = points.Take(cut + 1).Reverse().Append((1, 0)).ToList();
        var nearest = walk.Min(p => Math.Abs(p.Recall - 0.95));
        return walk.First(p => Math.Abs(p.Recall - 0.95) == nearest).FalsePositives / labels.Count(l => l == 0);
    }

    private static Arbitrary<(float[] Scores, int[] Labels)> Maps() => (
        from n in Gen.Choose(2, 60)
        from scores in Gen.Choose(0, 20).Select(i => i / 8f).ArrayOf(n)
        from labels in Gen.Choose(0, 1).ArrayOf(n)
        where labels.Contains(0) && labels.Contains(1)
        select (scores, labels)).ToArbitrary();
}
