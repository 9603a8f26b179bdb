namespace DiCNet.Train.Data;

/// <summary>The class table as a person checks it before training: stored id, class, what training makes of it.</summary>
static class OffsetTable
{
    /// <summary>One row per stored id: the id, its class, and the training index, <c>anomaly</c> or <c>void</c>.</summary>
    public static IEnumerable<(int Stored, string Name, string Index)> Rows(ClassTable classes) =>
        classes.Stored.Select(s => ((int)s.Id, s.Name, classes.Lookup[s.Id] switch
        {
            ClassTable.Void => "void",
            ClassTable.Anomaly => "anomaly",
            var index => $"{index}",
        }));

    /// <summary>The table as text, one row a line.</summary>
    public static string Text(ClassTable classes)
    {
        var width = Math.Max(5, classes.Stored.Max(s => s.Name.Length));
        return $"stored  {"class".PadRight(width)}  index\n"
            + string.Concat(Rows(classes).Select(r => $"{r.Stored,6}  {r.Name.PadRight(width)}  {r.Index}\n"));
    }
}
