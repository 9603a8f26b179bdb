using System.Text.RegularExpressions;

namespace DiCNet;

/// <summary>Name of a stream: label of its metrics, stem of its files, key of its events.</summary>
/// <remarks>1 to 64 of <c>a-z A-Z 0-9 . _ -</c>, not starting with a dot, so that it is safe in a path, a URL and a label.</remarks>
public readonly partial record struct StreamId
{
    /// <summary>Takes a name as it is.</summary>
    /// <exception cref="UserError">The name is empty, too long or has other characters.</exception>
    public StreamId(string name)
    {
        if (!Valid().IsMatch(name))
        {
            throw new UserError($"'{name}' cannot name a stream", "", "use 1 to 64 letters, digits, '.', '_' or '-', not starting with '.'");
        }

        Name = name;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The nearest valid name for a file or folder: its stem, other characters replaced by '-'.</summary>
    public static StreamId FromPath(string path)
    {
        var stem = Path.GetFileNameWithoutExtension(path.TrimEnd(Path.DirectorySeparatorChar));
        var name = Invalid().Replace(stem, "-").TrimStart('.');
        return new StreamId(name.Length switch { 0 => "stream", > 64 => name[..64], _ => name });
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Valid();

    [GeneratedRegex("[^A-Za-z0-9._-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Invalid();
}
