using System.Diagnostics.CodeAnalysis;

namespace Prometheus;

/// <summary>Compares label values one by one, so that an array of them can be a key.</summary>
sealed class LabelValuesComparer : IEqualityComparer<string[]>
{
    internal static readonly LabelValuesComparer Instance = new();

    public bool Equals(string[]? x, string[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] string[] obj)
    {
        var hash = new HashCode();
        foreach (var value in obj)
            hash.Add(value, StringComparer.Ordinal);
        return hash.ToHashCode();
    }
}
