using System.Globalization;

namespace DiCNet.Ingest;

/// <summary>The short form of <see cref="TestPatternOptions"/>.</summary>
static class TestPatternUri
{
    /// <summary>What it starts with.</summary>
    public const string Scheme = "test:";

    private const double Hour = 3600;

    private static readonly Dictionary<string, Key> s_keys = new(StringComparer.Ordinal)
    {
        ["seed"] = new("a whole number", (o, v) => Whole(v, int.MinValue, int.MaxValue) is { } n ? o with { Seed = (int)n } : null),
        ["frames"] = new("1 to 10000000", (o, v) => Whole(v, 1, 10_000_000) is { } n ? o with { Frames = n } : null),
        ["size"] = new(
            "width x height in pixels, each 16 to 4096, such as 480x360",
            (o, v) => Pair(v, 'x', s => Whole(s, 16, 4096), s => Whole(s, 16, 4096)) is var (w, h)
                ? o with { Width = (int)w, Height = (int)h }
                : null),
        ["fps"] = new("0.001 to 1000", (o, v) => Number(v, 0.001, 1000) is { } n ? o with { FramesPerSecond = n } : null),
        ["anomaly"] = new("first frame with - first frame without, such as 30-60, or none", Anomaly),
        ["drop"] = new("a share, 0 to 1", (o, v) => Number(v, 0, 1) is { } n ? o with { DropShare = n } : null),
        ["stall"] = new(
            "frame:seconds, 0 to 3600 s, such as 40:0.5",
            (o, v) => Pair(v, ':', Index, s => Number(s, 0, Hour)) is var (at, by)
                ? o with { StallAtFrame = at, StallFor = TimeSpan.FromSeconds(by) }
                : null),
        ["jump"] = new(
            "frame:seconds, -86400 to 86400 s, such as 50:-1.0",
            (o, v) => Pair(v, ':', Index, s => Number(s, -24 * Hour, 24 * Hour)) is var (at, by)
                ? o with { PtsJumpAtFrame = at, PtsJumpBy = TimeSpan.FromSeconds(by) }
                : null),
    };

    private delegate TestPatternOptions? Setter(TestPatternOptions options, string value);

    /// <inheritdoc cref="TestPatternOptions.Parse"/>
    public static TestPatternOptions Parse(string uri)
    {
        if (!uri.StartsWith(Scheme, StringComparison.Ordinal))
        {
            throw new UserError("this is not a test pattern", uri, $"start it with {Scheme}");
        }

        var options = new TestPatternOptions();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var setting in uri[Scheme.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = setting.IndexOf('=');
            var (name, value) = equals < 0 ? (setting, "") : (setting[..equals], setting[(equals + 1)..]);
            if (!s_keys.TryGetValue(name, out var key))
            {
                var nearest = Spelling.Nearest(name, s_keys.Keys);
                var keys = string.Join(", ", s_keys.Keys);
                throw new UserError($"unknown key '{name}'", uri, $"did you mean '{nearest}'? The keys are {keys}");
            }

            if (!seen.Add(name))
            {
                throw new UserError($"'{name}' is given twice", uri, "give it once");
            }

            options = key.Set(options, value) ?? throw new UserError($"'{name}' cannot be '{value}'", uri, $"give {key.Accepts}");
        }

        return options;
    }

    private static TestPatternOptions? Anomaly(TestPatternOptions options, string value)
    {
        if (value == "none")
        {
            return options with { AnomalyFrom = 0, AnomalyTo = 0 };
        }

        return Pair(value, '-', Index, Index) is var (from, to) && from < to ? options with { AnomalyFrom = from, AnomalyTo = to } : null;
    }

    private static (TFirst First, TSecond Second)? Pair<TFirst, TSecond>(
        string value, char between, Func<string, TFirst?> first, Func<string, TSecond?> second)
        where TFirst : struct
        where TSecond : struct =>
        value.Split(between) is [var a, var b] && first(a) is { } x && second(b) is { } y ? (x, y) : null;

    private static long? Index(string value) => Whole(value, 0, long.MaxValue);

    private static long? Whole(string value, long least, long most) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most ? n : null;

    private static double? Number(string value, double least, double most) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most ? n : null;

    private sealed record Key(string Accepts, Setter Set);
}
