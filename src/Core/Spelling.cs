namespace DiCNet;

/// <summary>What the user may have meant: for error messages that name the nearest known word.</summary>
public static class Spelling
{
    /// <summary>The known word that takes the fewest insertions, deletions and replacements; the first of equals. Case does not count.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="known">At least one word.</param>
    public static string Nearest(string word, IReadOnlyCollection<string> known) => known.MinBy(k => Distance(word, k))!;

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
