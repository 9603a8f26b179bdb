namespace DiCNet.Train.Comparison;

/// <summary>Runs side by side, as plain text.</summary>
static class ComparisonTable
{
    private const int Widest = 30;

    /// <summary>Writes all groups.</summary>
    /// <param name="output">Lent for the call.</param>
    /// <param name="groups">What to write.</param>
    public static void Write(TextWriter output, IReadOnlyList<RunGroup> groups)
    {
        foreach (var group in groups)
        {
            ReportRow[] rows = [new($"{group.Kind}", [.. group.Runs.Select(r => r.Name)]), .. group.Rows()];
            var first = rows.Max(r => r.Name.Length);
            var widths = group.Runs.Select((_, i) => rows.Max(r => Shorten(r.Cells[i]).Length)).ToArray();
            foreach (var row in rows)
            {
                output.WriteLine($"{row.Name.PadRight(first)}{string.Concat(row.Cells.Select((cell, i) => "  " + Shorten(cell).PadLeft(widths[i])))}".TrimEnd());
            }

            foreach (var note in group.Notes)
            {
                output.WriteLine($"Note: {note}.");
            }

            output.WriteLine();
        }
    }

    // The end of a path tells more than its beginning.
    private static string Shorten(string cell) => cell.Length <= Widest ? cell : "…" + cell[^(Widest - 1)..];
}
