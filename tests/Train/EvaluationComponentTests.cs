using DiCNet.Train.Data;
using DiCNet.Train.Evaluation;
using Xunit;

namespace DiCNet.Tests.Train;

public class EvaluationComponentTests
{
    [Fact]
    public void Three_alarms_on_two_anomalies_come_out_as_by_hand()
    {
        var figures = Measure(8, 8, [(0, 2, 0, 4), (4, 6, 4, 8)], [(0, 2, 2, 6), (4, 8, 4, 6), (7, 8, 0, 1)]);
        Assert.Equal(1 / 3.0, figures.MeanIou, 1e-9);
        Assert.Equal((0.5 + 0.5 + 0) / 3, figures.MeanPpv, 1e-9);
        Assert.Equal(0.145455, figures.MeanF1, 1e-6);
        Assert.Equal((2, 3), (figures.Anomalies, figures.Alarms));
    }

    [Fact]
    public void One_alarm_over_two_anomalies_is_not_held_against_either()
    {
        var figures = Measure(4, 8, [(1, 3, 0, 2), (1, 3, 4, 6)], [(1, 3, 0, 6)]);
        Assert.Equal(0.5, figures.MeanIou, 1e-9);
        Assert.Equal(2 / 3.0, figures.MeanPpv, 1e-9);
        Assert.Equal(0.545455, figures.MeanF1, 1e-6);
    }

    [Fact]
    public void Alarms_on_void_pixels_are_taken_out()
    {
        var labels = new byte[16];
        Array.Fill(labels, ClassTable.Void);
        labels[0] = ClassTable.Anomaly;
        var predicted = new bool[16];
        Array.Fill(predicted, true);
        var metrics = new ComponentMetrics(1, 1);
        metrics.Add(predicted, labels, 4);
        Assert.Equal(new ComponentFigures(1, 1, 1, 1, 1), metrics.Measure());
    }

    [Fact]
    public void What_is_too_small_counts_nowhere()
    {
        var metrics = new ComponentMetrics(4, 4);
        Add(metrics, 8, 8, [(0, 1, 0, 3), (4, 6, 4, 6)], [(0, 1, 0, 3), (4, 6, 4, 6), (7, 8, 0, 2)]);
        Assert.Equal(new ComponentFigures(1, 1, 1, 1, 1), metrics.Measure());
    }

    [Fact]
    public void Diagonal_neighbours_belong_together() =>
        Assert.Equal(1, Measure(4, 4, [(0, 1, 0, 1), (1, 2, 1, 2)], []).Anomalies);

    [Fact]
    public void No_alarm_at_all_is_no_division_by_zero() =>
        Assert.Equal(new ComponentFigures(0, 0, 0, 1, 0), Measure(4, 4, [(0, 2, 0, 2)], []));

    [Fact]
    public void An_empty_street_has_no_figures()
    {
        var metrics = new ComponentMetrics(1, 1);
        Add(metrics, 4, 4, [], []);
        Assert.Null(metrics.Measure());
    }

    // Rectangles as rows a..b-1, columns c..d-1.
    private static ComponentFigures Measure(int height, int width, (int A, int B, int C, int D)[] truth, (int A, int B, int C, int D)[] predicted)
    {
        var metrics = new ComponentMetrics(1, 1);
        Add(metrics, height, width, truth, predicted);
        return metrics.Measure()!;
    }

    private static void Add(ComponentMetrics metrics, int height, int width, (int A, int B, int C, int D)[] truth, (int A, int B, int C, int D)[] predicted)
    {
        byte[] labels = [.. Cells(truth).Select(t => t ? ClassTable.Anomaly : (byte)0)];
        metrics.Add([.. Cells(predicted)], labels, width);

        IEnumerable<bool> Cells((int A, int B, int C, int D)[] boxes) => Enumerable.Range(0, height * width)
            .Select(i => boxes.Any(b => i / width >= b.A && i / width < b.B && i % width >= b.C && i % width < b.D));
    }
}
