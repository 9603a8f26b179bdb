namespace DiCNet.Train.Comparison;

/// <summary>A line of the comparison.</summary>
/// <param name="Name">What it tells.</param>
/// <param name="Cells">One per run.</param>
sealed record ReportRow(string Name, IReadOnlyList<string> Cells);
