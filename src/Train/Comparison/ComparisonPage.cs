using DiCNet.Train.Training;

namespace DiCNet.Train.Comparison;

/// <summary>Runs side by side on one page: what differs, what it led to, and the curves of all in one chart each.</summary>
static class ComparisonPage
{
    private const int SmoothParts = 60;

    /// <summary>Writes the page.</summary>
    public static string Html(IReadOnlyList<RunGroup> groups)
    {
        var page = new ReportPage("Trainings compared");
        foreach (var group in groups)
        {
            var what = group.Kind == CheckpointKind.Teacher ? "Teachers" : "Students";
            page.AddHeading(what, string.Join(" ", group.Notes.Select(n => char.ToUpperInvariant(n[0]) + n[1..] + ".")));
            string[] head = ["", .. group.Runs.Select(r => r.Name)];
            page.AddTable(head, group.Rows().Select(Cells));
            page.AddHeading($"{what}: loss", "By step; each point is the mean of the steps before it, a sixtieth of the training.");
            page.AddChart(Svg.Curves("Loss by step", [.. group.Runs.Select(r => (r.Name, Smooth(r.Losses)))], fromZero: false));
            foreach (var measure in group.Measures)
            {
                page.AddHeading($"{what}: {measure}", measure == "MSE" ? "By step, on the calibration list." : "By step, on the development list.");
                page.AddChart(Svg.Curves($"{measure} by step", [.. group.Runs.Select(r => (r.Name, Curve(r, measure)))], fromZero: false));
            }

            if (group.Classes().Select(Cells).ToList() is { Count: > 0 } classes)
            {
                page.AddHeading($"{what}: classes", "Intersection over union in percent, on the development list.");
                page.AddTable(head, classes);
            }
        }

        return page.ToString();
    }

    private static string[] Cells(ReportRow row) => [row.Name, .. row.Cells];

    private static IReadOnlyList<(double X, double Y)> Curve(RecordedRun run, string measure) =>
        [.. run.Measures.Where(m => m.Name == measure).Select(m => ((double)m.Step, m.Value))];

    private static List<(double, double)> Smooth(IReadOnlyList<LossRow> losses)
    {
        var window = Math.Max(1, losses.Count / SmoothParts);
        var points = new List<(double, double)>(losses.Count);
        var sum = 0.0;
        for (var i = 0; i < losses.Count; i++)
        {
            sum += losses[i].Loss - (i >= window ? losses[i - window].Loss : 0);
            if (i + 1 >= window)
            {
                points.Add((losses[i].Step, sum / window));
            }
        }

        return points;
    }
}
