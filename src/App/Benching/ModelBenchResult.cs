using System.Text;
using System.Text.Json;

namespace DiCNet.App.Benching;

/// <summary>What the model bench measured.</summary>
sealed record ModelBenchResult
{
    public required string Model { get; init; }

    public required string Cpu { get; init; }

    public int Processors { get; init; }

    public int Rounds { get; init; }

    /// <summary>Of the fastest row.</summary>
    public double FramesPerSecond => Best.FramesPerSecond;

    /// <summary>Work of the model's convolutions on one frame; a multiplication and an addition count as two.</summary>
    public double GigaflopPerFrame { get; init; }

    /// <summary>The most that a plain convolution reached, by precision.</summary>
    public required IReadOnlyDictionary<string, double> PeakGigaflopPerSecond { get; init; }

    public required IReadOnlyList<ModelBenchRow> Rows { get; init; }

    /// <summary>The fastest row.</summary>
    internal ModelBenchRow Best => Rows.MaxBy(r => r.FramesPerSecond)!;

    public string ToJson() => JsonSerializer.Serialize(this, BenchJson.Default.ModelBenchResult);

    /// <summary>The fastest way to run the model, as a piece of configuration.</summary>
    public string ToSettings() => FormattableString.Invariant($"""
        # The fastest of {Rows.Count} ways: {Best.FramesPerSecond} frames/s of {Model} on {Cpu}
        inference:
          precision: {Best.Precision}
          concurrency: {Best.Concurrency}
          threads: {Best.Threads}
          batch: {Best.Batch}

        """);

    public string ToTable()
    {
        var slowest = Rows.Where(r => r.Precision == Rows[0].Precision).Max(r => r.FramesPerSecond);
        var text = new StringBuilder();
        text.AppendLine(FormattableString.Invariant($"{Model} on {Cpu}, {Processors} processors: {GigaflopPerFrame} GFLOP of convolution a frame; medians of {Rounds} rounds, turn by turn"));
        text.AppendLine();
        text.AppendLine($"| precision | runs x threads | batch | frames/s | slowest to fastest | of the best {Rows[0].Precision} | GFLOP/s | of peak |");
        text.AppendLine("|---|---|---:|---:|---|---:|---:|---:|");
        foreach (var row in Rows)
        {
            var rate = row.FramesPerSecond * GigaflopPerFrame;
            var share = PeakGigaflopPerSecond.TryGetValue(row.Precision, out var peak) ? FormattableString.Invariant($"{rate / peak:p0}") : "";
            text.AppendLine(FormattableString.Invariant(
                $"| {row.Precision} | {row.Concurrency} x {row.Threads} | {row.Batch} | {row.FramesPerSecond:f2} | {row.Slowest:f2} to {row.Fastest:f2} | {row.FramesPerSecond / slowest:f2} | {rate:f0} | {share} |"));
        }

        text.AppendLine();
        text.Append($"Peak: {string.Join(", ", PeakGigaflopPerSecond.Select(p => FormattableString.Invariant($"{p.Key} {p.Value:f0} GFLOP/s")))} (3x3 convolutions of 256 channels, nothing else, on all processors).");
        return text.ToString();
    }
}
