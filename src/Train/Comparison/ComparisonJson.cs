using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiCNet.Train.Comparison;

/// <summary>Runs side by side, as JSON: settings by dotted key, only those that differ; measures as fractions.</summary>
static class ComparisonJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes all groups.</summary>
    public static string Write(IReadOnlyList<RunGroup> groups) => JsonSerializer.Serialize(groups.Select(Of), s_options);

    private static GroupReport Of(RunGroup group) => new(
        $"{group.Kind}",
        group.Notes,
        [.. group.Runs.Select(run => new RunReport(
            run.Name, run.Folder, run.Finished, run.Steps, run.Header?.Steps, run.Header?.TeacherDigest, run.Trained.TotalSeconds,
            group.Differing.ToDictionary(key => key.Replace(':', '.'), key => run.Options.GetValueOrDefault(key)),
            run.Measures.GroupBy(m => m.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value)))]);

    private sealed record GroupReport(string Kind, IReadOnlyList<string> Notes, IReadOnlyList<RunReport> Runs);

    private sealed record RunReport(
        string Name,
        string Folder,
        bool Finished,
        int Steps,
        int? StepsInAll,
        string? Teacher,
        double Seconds,
        IReadOnlyDictionary<string, string?> Options,
        IReadOnlyDictionary<string, double> Measures);
}
