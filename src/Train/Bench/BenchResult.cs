using System.Text.Json;

namespace DiCNet.Train.Bench;

/// <summary>What was measured, and with what.</summary>
/// <param name="Device">The device of steps.</param>
/// <param name="Precision">Number format of convolutions.</param>
/// <param name="Threads">Threads of one operation.</param>
/// <param name="Figures">What was measured.</param>
sealed record BenchResult(string Device, string Precision, int Threads, IReadOnlyList<BenchFigure> Figures)
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>As JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_options);

    /// <summary>Writes it for people.</summary>
    /// <param name="output">Lent for the call.</param>
    public void Write(TextWriter output)
    {
        output.WriteLine($"{Device}, {Precision}, {Threads} {(Threads == 1 ? "thread" : "threads")}");
        foreach (var f in Figures)
        {
            output.WriteLine($"{f.What,-8} {f.CropsPerSecond,7:0.0} crops/s  {1000 * f.Batch / f.CropsPerSecond,7:0.0} ms a step  (batch {f.Batch}, {f.Height}x{f.Width}; rounds {f.Rounds.Min():0.0} to {f.Rounds.Max():0.0})");
        }
    }
}
