using System.Text.Json;

namespace DiCNet.Train.Bench;

/// <summary>What the exact savings save, and with what it was measured.</summary>
/// <param name="Bundle">Name of the bundle.</param>
/// <param name="Height">Rows of its pictures.</param>
/// <param name="Width">Columns of its pictures.</param>
/// <param name="Threads">Threads of a model run.</param>
/// <param name="Variants">Without savings first, then with those of ONNX Runtime alone, with all of them last.</param>
sealed record SavingsResult(string Bundle, int Height, int Width, int Threads, IReadOnlyList<SavingsFigure> Variants)
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>How many times faster the pair is with all of them.</summary>
    public double Speedup => Variants[0].MillisecondsPerFrame / Variants[^1].MillisecondsPerFrame;

    /// <summary>How many times faster it is with all of them than with what ONNX Runtime saves by itself.</summary>
    public double SpeedupOverRuntime => Variants[1].MillisecondsPerFrame / Variants[^1].MillisecondsPerFrame;

    /// <summary>As JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_options);

    /// <summary>Writes it for people.</summary>
    /// <param name="output">Lent for the call.</param>
    public void Write(TextWriter output)
    {
        output.WriteLine($"{Bundle}, {Width}x{Height}, float32, {Threads} {(Threads == 1 ? "thread" : "threads")}");
        output.WriteLine();
        output.WriteLine("| variant                            | ms/frame | times none | difference |");
        output.WriteLine("|------------------------------------|---------:|-----------:|-----------:|");
        foreach (var v in Variants)
        {
            output.WriteLine($"| {v.Variant,-34} | {v.MillisecondsPerFrame,8:0.0} | {Variants[0].MillisecondsPerFrame / v.MillisecondsPerFrame,10:0.00} | {v.Difference,10:0.0e0} |");
        }

        output.WriteLine();
        output.WriteLine("Each row has the savings of the rows above it; difference: of the grids, over their root mean square.");
        output.WriteLine("ONNX Runtime folds norms and constants, joins operators and lays channels out in blocks when it loads a graph: what is written into the");
        output.WriteLine($"graph saves what is left, {SpeedupOverRuntime:0.00} times.");
    }
}
