using System.Buffers;
using System.Text;

namespace Prometheus;

/// <summary>The rules for names and label values, and how label values are written.</summary>
static class Labels
{
    const string NamePattern = "^[a-zA-Z_][a-zA-Z0-9_]*$";

    static readonly SearchValues<char> s_nameCharacters =
        SearchValues.Create("_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    internal static void CheckMetricName(string name)
    {
        if (!IsName(name))
            throw new ArgumentException($"Metric name '{name}' does not match regex '{NamePattern}'.", nameof(name));
    }

    internal static void CheckNames(string[] labelNames)
    {
        CheckNoNull(labelNames);
        foreach (var name in labelNames)
        {
            if (!IsName(name))
                throw new ArgumentException(
                    $"Label name '{name}' does not match regex '{NamePattern}'.", nameof(labelNames));
            if (name.StartsWith("__", StringComparison.Ordinal))
                throw new ArgumentException(
                    $"Label name '{name}' starts with a double underscore, which is reserved.", nameof(labelNames));
        }

        if (labelNames.Distinct(StringComparer.Ordinal).Count() != labelNames.Length)
            throw new InvalidOperationException(
                $"The set of label names includes duplicates: {string.Join(", ", labelNames)}");
    }

    internal static void CheckValues(string[] labelNames, string[] labelValues)
    {
        CheckNoNull(labelValues);
        if (labelNames.Length != labelValues.Length)
            throw new ArgumentException(
                $"{labelNames.Length} label values are expected, {labelValues.Length} were given.",
                nameof(labelValues));
    }

    /// <summary>The pairs as they stand between the braces; empty for the unlabelled series.</summary>
    internal static string Format(string[] names, string[] values)
    {
        var text = new StringBuilder();
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0)
                text.Append(',');
            text.Append(names[i]).Append("=\"").Append(Escape(values[i])).Append('"');
        }

        return text.ToString();
    }

    static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    static void CheckNoNull(string[] texts)
    {
        if (Array.IndexOf(texts, null) >= 0)
            throw new NotSupportedException("Null is not supported as a label name or value.");
    }

    static bool IsName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && !text.AsSpan().ContainsAnyExcept(s_nameCharacters);
}
