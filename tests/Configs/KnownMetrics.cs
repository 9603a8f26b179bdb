using System.Text.RegularExpressions;

namespace DiCNet.Tests.Configs;

/// <summary>What DiCNet registers, and the names in PromQL.</summary>
static partial class KnownMetrics
{
    private static readonly string[] s_suffixes = ["_bucket", "_sum", "_count"];

    /// <summary>Found where they are made: a name in quotes that is handed to a metric factory.</summary>
    public static IReadOnlySet<string> Registered { get; } = Directory
        .EnumerateFiles(Repository.Path("src"), "*.cs", SearchOption.AllDirectories)
        .SelectMany(file => Creation().Matches(File.ReadAllText(file)).Select(m => m.Groups["name"].Value))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The families that an expression reads, without the suffixes of histograms and without those of other programs.</summary>
    public static IEnumerable<string> In(string expression) => Name().Matches(expression).Select(m => m.Value).Where(n => n.StartsWith("dicnet_", StringComparison.Ordinal)).Select(Family).Distinct();

    private static string Family(string name) =>
        s_suffixes.Where(s => name.EndsWith(s, StringComparison.Ordinal)).Select(s => name[..^s.Length]).FirstOrDefault(Registered.Contains) ?? name;

    [GeneratedRegex("""Create(?:Counter|Gauge|Histogram|Summary)\(\s*"(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)" """, RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Creation();

    [GeneratedRegex("[a-zA-Z_:][a-zA-Z0-9_:]*", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
