using DiCNet.Train.Training;

namespace DiCNet.Train.Comparison;

/// <summary>Teachers, or students, that are compared with each other.</summary>
/// <param name="kind">Which of both.</param>
/// <param name="runs">At least one.</param>
sealed class RunGroup(CheckpointKind kind, IReadOnlyList<RecordedRun> runs)
{
    private const int LastLosses = 50;
    private const string Iou = "IoU ";

    /// <summary>What was trained.</summary>
    public CheckpointKind Kind => kind;

    /// <summary>The runs, in the order they were given.</summary>
    public IReadOnlyList<RecordedRun> Runs => runs;

    /// <summary>Keys of the settings that are not the same in all runs and change what is learnt, in the order of the file.</summary>
    public IReadOnlyList<string> Differing { get; } =
    [
        .. runs.SelectMany(r => r.Options.Keys).Distinct(StringComparer.Ordinal)
            .Where(key => EffectiveOptions.Matters(key, Section(kind)) && runs.Select(r => r.Options.GetValueOrDefault(key)).Distinct(StringComparer.Ordinal).Count() > 1),
    ];

    /// <summary>What was measured, one class's IoU aside.</summary>
    public IReadOnlyList<string> Measures { get; } = [.. Names(runs).Where(name => !name.StartsWith(Iou, StringComparison.Ordinal))];

    /// <summary>What must be minded when the numbers are compared; empty: nothing.</summary>
    public IReadOnlyList<string> Notes { get; } = [.. Doubts(runs)];

    /// <summary>Splits runs into teachers and students.</summary>
    public static IReadOnlyList<RunGroup> Of(IEnumerable<RecordedRun> runs) => [.. runs.GroupBy(r => r.Kind).OrderBy(g => g.Key).Select(g => new RunGroup(g.Key, [.. g]))];

    /// <summary>A key as it is shown: without what all of them begin with.</summary>
    public string Short(string key) => (key.StartsWith(Section(kind) + ":", StringComparison.Ordinal) ? key[(Section(kind).Length + 1)..] : key).Replace(':', '.');

    /// <summary>What differs, how far each run is, and what it reached.</summary>
    public IEnumerable<ReportRow> Rows()
    {
        foreach (var key in Differing)
        {
            yield return Row(Short(key), run => run.Options.GetValueOrDefault(key, "none"));
        }

        if (Teachers(runs).Count > 1)
        {
            yield return Row("teacher", run => run.Header?.TeacherDigest?[..12] ?? "unknown");
        }

        yield return Row("steps", run => run.Finished ? $"{run.Steps}" : run.Header is { } header ? $"{run.Steps} of {header.Steps}" : $"{run.Steps}, under way");
        yield return Row("minutes of steps", run => $"{run.Trained.TotalMinutes:0.0}");
        yield return Row($"loss (last {LastLosses})", run => run.Losses.Count == 0 ? "" : $"{run.Losses.TakeLast(LastLosses).Average(l => l.Loss):0.0000}");
        foreach (var measure in Measures)
        {
            yield return measure == "MSE"
                ? Row(measure, run => run.Final(measure) is { } value ? $"{value:0.0000}" : "")
                : Row($"{measure} %", run => Percent(run.Final(measure)));
        }
    }

    /// <summary>IoU of the classes, where it was measured.</summary>
    public IEnumerable<ReportRow> Classes() =>
        Names(runs).Where(name => name.StartsWith(Iou, StringComparison.Ordinal)).Select(name => Row(name[Iou.Length..], run => Percent(run.Final(name))));

    private static string Section(CheckpointKind kind) => kind == CheckpointKind.Teacher ? "teacher" : "student";

    private static IEnumerable<string> Names(IEnumerable<RecordedRun> runs) => runs.SelectMany(r => r.Measures).Select(m => m.Name).Distinct(StringComparer.Ordinal);

    private static List<string> Teachers(IEnumerable<RecordedRun> runs) => [.. runs.Select(r => r.Header?.TeacherDigest).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Doubts(IReadOnlyList<RecordedRun> runs)
    {
        if (Teachers(runs).Count > 1)
        {
            yield return "these students have different teachers: their MSE and loss cannot be compared";
        }

        if (runs.Where(r => !r.Finished).Select(r => r.Name).ToList() is { Count: > 0 } open)
        {
            yield return $"not finished: {string.Join(", ", open)}; what is shown of them was measured on some frames only";
        }
    }

    private static string Percent(double? value) => value switch { null => "", { } v when double.IsFinite(v) => $"{v * 100:0.0}", _ => "does not occur" };

    private ReportRow Row(string name, Func<RecordedRun, string> cell) => new(name, [.. runs.Select(cell)]);
}
