using System.Globalization;
using System.Xml.Linq;

namespace DiCNet.App.Replaying;

/// <summary>A replay held against an earlier one: exact where the fingerprints agree, by events and score difference elsewhere.</summary>
/// <param name="Met">Whether the replay is as expected.</param>
/// <param name="Exact">Whether the digests were to be equal: the fingerprints agree.</param>
/// <param name="LargestScoreDifference">Largest difference of a frame's peak or mean score; null when scores.csv of the earlier run is not at hand.</param>
/// <param name="Differences">What differs, one sentence each.</param>
sealed record Expectation(bool Met, bool Exact, double? LargestScoreDifference, IReadOnlyList<string> Differences)
{
    /// <summary>Largest score difference between runs of different fingerprints that still counts as the same.</summary>
    private const double Tolerance = 1e-3;

    /// <summary>Of each event message what must not differ between machines.</summary>
    private static readonly string[] s_steady = ["id", "revision", "phase", "from", "to"];

    /// <summary>Compares a finished replay with the manifest of an earlier one; files beside each manifest are read too.</summary>
    public static Expectation Compare(string expectedFile, Manifest expected, string actualFile, Manifest actual)
    {
        var differences = new List<string>();
        var exact = expected.Fingerprint.Matches(actual.Fingerprint);
        Differ("status", expected.Status, actual.Status);
        Differ("frames received", expected.Frames.Received, actual.Frames.Received);
        Differ("frames scored", expected.Frames.Scored, actual.Frames.Scored);
        Differ("events", expected.Events, actual.Events);

        var scores = LargestDifference(Beside(expectedFile, "scores.csv"), Beside(actualFile, "scores.csv"));
        if (exact)
        {
            Differ("score_sha256", expected.ScoreSha256, actual.ScoreSha256);
            Differ("events_sha256", expected.EventsSha256, actual.EventsSha256);
        }
        else
        {
            if (scores is > Tolerance)
            {
                differences.Add(FormattableString.Invariant($"scores differ by up to {scores:g3}; {Tolerance:g} is allowed between different fingerprints"));
            }

            var (before, after) = (Phases(Beside(expectedFile, "events.jsonl")), Phases(Beside(actualFile, "events.jsonl")));
            if (before is not null && after is not null && !before.SequenceEqual(after))
            {
                differences.Add("events differ in id, phase or time");
            }
        }

        return new Expectation(differences.Count == 0, exact, scores, differences);

        void Differ<T>(string name, T was, T now)
        {
            if (!EqualityComparer<T>.Default.Equals(was, now))
            {
                differences.Add($"{name}: expected {was}, found {now}");
            }
        }
    }

    /// <summary>Writes the result as a JUnit report, one test case, for the CI systems that read it.</summary>
    public void WriteJUnit(string file, string expectedFile)
    {
        var test = new XElement("testcase", new XAttribute("classname", "dicnet.replay"), new XAttribute("name", $"equals {expectedFile}"));
        if (!Met)
        {
            test.Add(new XElement("failure", new XAttribute("message", Differences[0]), string.Join('\n', Differences)));
        }

        new XDocument(new XElement("testsuite",
            new XAttribute("name", "dicnet replay --expect"), new XAttribute("tests", 1), new XAttribute("failures", Met ? 0 : 1), test)).Save(file);
    }

    private static string Beside(string manifest, string name) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(manifest))!, name);

    private static double? LargestDifference(string expected, string actual)
    {
        if (!File.Exists(expected) || !File.Exists(actual))
        {
            return null;
        }

        return File.ReadLines(expected).Skip(1).Zip(File.ReadLines(actual).Skip(1), (a, b) =>
        {
            var (was, now) = (a.Split(','), b.Split(','));
            return Math.Max(Difference(was[2], now[2]), Difference(was[3], now[3]));
        }).DefaultIfEmpty(0).Max();

        static double Difference(string a, string b) => Math.Abs(double.Parse(a, CultureInfo.InvariantCulture) - double.Parse(b, CultureInfo.InvariantCulture));
    }

    private static List<string>? Phases(string file) => !File.Exists(file) ? null :
    [
        .. File.ReadLines(file).Select(line =>
        {
            using var json = System.Text.Json.JsonDocument.Parse(line);
            return string.Join('|', s_steady.Select(k => json.RootElement.GetProperty(k).GetRawText()));
        }),
    ];
}
