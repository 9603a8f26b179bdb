using System.Text;
using System.Text.Json;

namespace DiCNet.App.Benching;

/// <summary>What <c>dicnet bench live</c> found.</summary>
/// <param name="Model">Name of the model of the steady runs.</param>
/// <param name="OverloadModel">Name of the model of the overload run.</param>
/// <param name="LimitMs">Age that 99 of 100 frames must stay under.</param>
/// <param name="Steady">The asked number of streams at the asked rate.</param>
/// <param name="Overload">The same streams, together as many times faster than the model as asked.</param>
/// <param name="OverloadFactor">How many times.</param>
/// <param name="Most">The run with the most streams that loses nothing and stays under the limit; null when not even one does.</param>
sealed record LiveBenchResult(string Model, string OverloadModel, double LimitMs, LiveBenchRun Steady, LiveBenchRun Overload, double OverloadFactor, LiveBenchRun? Most)
{
    /// <summary>As JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, BenchJson.Default.LiveBenchResult);

    /// <summary>As a Markdown table.</summary>
    public string ToTable()
    {
        var limit = 2 * (Overload.RunMs + (1000 / Overload.FramesPerSecond));
        var text = new StringBuilder("| what | found |\n|---|---|\n");
        Row($"{Steady.Sources} streams of {Steady.FramesPerSecond:f0} frames/s, {Model}", $"{Steady.Scored} of {Steady.Sent} frames scored, {Drops(Steady)}");
        Row("age at scoring", Format(Steady.ScoringMs));
        Row("age at a viewer, read out of the pictures", $"{Format(Steady.ViewerMs)} ({Steady.ViewerCodes} of {Steady.ViewerPictures} codes read)");
        Row("age at the recorder, at most", $"{Format(Steady.RecordedMs)} ({Steady.RecordedCodes} of {Steady.RecordedPictures} codes read back from the file)");
        Row("processor per source, beside painting and model", $"{Steady.OverheadPercent:f2} % of one core");
        Row("model busy, processors busy", $"{100 * Steady.ModelBusy:f0} %, {100 * Steady.CpuBusy:f0} %");
        Row($"the same streams {OverloadFactor:g3} x as fast as {OverloadModel} ({Overload.FramesPerSecond:f1} frames/s each)", $"{Overload.Scored} of {Overload.Sent} frames scored, {Drops(Overload)}");
        Row("sent = scored + dropped, each stream", Overload.Conserved ? "exactly" : "**not**");
        Row("share of a stream, least and most", $"{Overload.LeastShare:f2} and {Overload.MostShare:f2} of the mean");
        Row("age at scoring", $"{Format(Overload.ScoringMs)}; 2 x (run + period) is {limit:f1} ms");
        Row("model busy", $"{100 * Overload.ModelBusy:f1} %");
        Row($"most streams without loss and p99 under {LimitMs:f0} ms",
            Most is null ? "none" : $"{Most.Sources} ({Format(Most.ScoringMs)}); busiest then: {Most.Bottleneck}, {100 * Most.BottleneckBusy:f0} %");
        return text.ToString();

        void Row(string what, string found) => text.Append("| ").Append(what).Append(" | ").Append(found).AppendLine(" |");
    }

    private static string Drops(LiveBenchRun run) =>
        run.Lost == 0 ? "none dropped" : $"{run.Lost} dropped ({string.Join(", ", run.Dropped.Select(d => $"{d.Key.ToLowerInvariant()} {d.Value}"))})";

    private static string Format(IReadOnlyList<double> ages) =>
        ages.Count == 0 ? "no frame" : FormattableString.Invariant($"median {ages[0]:f1}, p95 {ages[1]:f1}, p99 {ages[2]:f1} ms");
}
