using OpenCvSharp;

namespace DiCNet.Train.Data;

/// <summary>How the values in the label files become training indices, the anomaly and the ignored.</summary>
/// <remarks>Indices are 0..K-1 in the order of the lowest stored id of each class, held-out and void ones left out.</remarks>
sealed record ClassTable
{
    /// <summary>The index of pixels that count nowhere.</summary>
    public const byte Void = 255;

    /// <summary>The index of pixels of a held-out class: the unknown of the evaluation.</summary>
    public const byte Anomaly = 254;

    /// <summary>What <see cref="Lookup"/> says of a value that the table does not have.</summary>
    public const byte Unlisted = 253;

    private readonly byte[] _lookup = new byte[256];

    private ClassTable(IReadOnlyList<StoredClass> stored, IReadOnlyList<string> known, IReadOnlyList<string> heldOut)
    {
        (Stored, Known, HeldOut) = (stored, known, heldOut);
        Array.Fill(_lookup, Unlisted);
        foreach (var entry in stored)
        {
            _lookup[entry.Id] = entry.IsVoid ? Void : heldOut.Contains(entry.Name) ? Anomaly : (byte)known.ToList().IndexOf(entry.Name);
        }
    }

    /// <summary>Every value that the label files may hold, ascending.</summary>
    public IReadOnlyList<StoredClass> Stored { get; }

    /// <summary>Names of the K trained classes, in the order of their indices.</summary>
    public IReadOnlyList<string> Known { get; }

    /// <summary>Names of the classes kept from training.</summary>
    public IReadOnlyList<string> HeldOut { get; }

    /// <summary>By stored value: 0..K-1, <see cref="Anomaly"/>, <see cref="Void"/> or <see cref="Unlisted"/>.</summary>
    public ReadOnlySpan<byte> Lookup => _lookup;

    /// <summary>Makes a table.</summary>
    /// <param name="stored">Every value that the label files may hold.</param>
    /// <param name="heldOut">Names of classes to keep from training; case does not count.</param>
    /// <param name="where">The file or kind that the table comes from, for errors.</param>
    /// <exception cref="UserError">A value is there twice, a held-out name is not in the table, or nothing is left to train on.</exception>
    public static ClassTable Make(IEnumerable<StoredClass> stored, IEnumerable<string> heldOut, string where)
    {
        var all = stored.OrderBy(s => s.Id).ToArray();
        var twice = all.GroupBy(s => s.Id).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
        {
            throw new UserError($"stored id {twice.Key} is given twice: {string.Join(" and ", twice.Select(s => s.Name))}", where, "give each id one class");
        }

        var names = all.Where(s => !s.IsVoid).Select(s => s.Name).Distinct().ToArray();
        var unknown = heldOut.Select(name => Named(name, names, where)).Distinct().ToArray();
        var known = names.Except(unknown).ToArray();
        if (known.Length == 0)
        {
            throw new UserError("no class is left to train on", where, "list at least one class that is neither void nor held out");
        }

        return known.Length <= Unlisted
            ? new ClassTable(all, known, unknown)
            : throw new UserError($"there are {known.Length} classes", where, $"list at most {Unlisted}");
    }

    /// <summary>The same stored values with other classes held out.</summary>
    /// <exception cref="UserError">A name is not in the table.</exception>
    public ClassTable Hold(IEnumerable<string> heldOut, string where) => Make(Stored, heldOut, where);

    /// <summary>Stored values to indices, in place.</summary>
    /// <param name="labels">One channel, 8 bit. Lent for the call.</param>
    /// <param name="file">Where they come from, for the error.</param>
    /// <exception cref="UserError">A value is not in the table.</exception>
    public void Translate(Mat labels, string file)
    {
        var rows = labels.Rows;
        for (var y = 0; y < rows; y++)
        {
            var row = labels.RowSpan<byte>(y);
            for (var x = 0; x < row.Length; x++)
            {
                var index = _lookup[row[x]];
                if (index == Unlisted)
                {
                    throw Uncovered(labels, row[x], x, y, file);
                }

                row[x] = index;
            }
        }
    }

    /// <summary>By stored value: the trained, held-out or void name; null where the table has nothing.</summary>
    public string? NameOf(byte stored) => Stored.FirstOrDefault(s => s.Id == stored)?.Name;

    private UserError Uncovered(Mat labels, byte id, int x, int y, string file)
    {
        // Rows above are translated already; the id did not occur in them.
        var count = 0;
        for (var (row, rows) = (y, labels.Rows); row < rows; row++)
        {
            var pixels = row == y ? labels.RowSpan<byte>(row)[x..] : labels.RowSpan<byte>(row);
            count += pixels.Count(id);
        }

        return new UserError(
            $"stored id {id} is not in the class table ({count} {(count == 1 ? "pixel" : "pixels")}, the first at x {x}, y {y})",
            file,
            $"add the id to the table, as a class or as void; the table has {string.Join(", ", Stored.Select(s => $"{s.Id} {s.Name}"))}");
    }

    private static string Named(string name, string[] names, string where) =>
        names.FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new UserError(
                $"there is no class '{name}' to hold out",
                where,
                names.Length == 0 ? "list classes" : $"did you mean '{Spelling.Nearest(name, names)}'? The classes are {string.Join(", ", names)}");
}
