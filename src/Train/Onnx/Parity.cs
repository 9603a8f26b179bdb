namespace DiCNet.Train.Onnx;

/// <summary>How far a written bundle is from the trained modules: greatest differences as fractions of the reference's root mean square.</summary>
/// <param name="Pictures">Compared.</param>
/// <param name="Teacher">Features of teacher.onnx.</param>
/// <param name="Student">Features of student.onnx.</param>
/// <param name="Score">Score grid of the fused graph.</param>
/// <param name="Eq7">Discrepancy grid of the fused graph.</param>
/// <param name="Pair">Score grid of pair placement, against the fused graph.</param>
sealed record Parity(int Pictures, double Teacher, double Student, double Score, double Eq7, double Pair)
{
    /// <summary>Greatest difference allowed.</summary>
    public const double Limit = 1e-3;

    /// <summary>The greatest of the differences.</summary>
    public double Greatest => new[] { Teacher, Student, Score, Eq7, Pair }.Max();
}
