using System.Globalization;
using System.Text.RegularExpressions;

namespace DiCNet.Render;

/// <summary>Names of the segments of one stream, and which of them have had their time. Files of any other name are not seen at all.</summary>
sealed class Retention
{
    private const string Time = "yyyyMMdd'T'HHmmss'Z'";
    private const string Unfinished = ".part";

    private readonly StreamId _stream;
    private readonly Regex _name;
    private readonly TimeSpan _longest;
    private readonly double _mostBytes;

    /// <summary>Takes the limits of the options.</summary>
    public Retention(StreamId stream, OutputOptions options)
    {
        _stream = stream;
        _name = new Regex(
            $@"\A{Regex.Escape(stream.Name)}-(?<time>[0-9]{{8}}T[0-9]{{6}}Z)\.mp4(\.part)?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);
        _longest = options.KeepHours > 0 ? TimeSpan.FromHours(options.KeepHours) : TimeSpan.MaxValue;
        _mostBytes = options.KeepGigabytes > 0 ? options.KeepGigabytes * 1e9 : double.PositiveInfinity;
    }

    /// <summary>Name of a segment that begins at a time of the clock.</summary>
    public string Name(DateTimeOffset from) => $"{_stream.Name}-{from.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture)}.mp4";

    /// <summary>Which files are to go: those too old, then the oldest until the rest is small enough.</summary>
    /// <param name="files">All files of the folder. Lent for the call.</param>
    /// <param name="now">Time of the clock.</param>
    /// <param name="open">Names of segments that are still worked on: they count, but stay.</param>
    public IReadOnlyList<string> Expired(IEnumerable<(string Name, long Bytes)> files, DateTimeOffset now, IReadOnlySet<string> open)
    {
        var segments = files.Select(f => (f.Name, f.Bytes, From: From(f.Name))).Where(f => f.From is not null).OrderBy(f => f.From).ThenBy(f => f.Name, StringComparer.Ordinal).ToList();
        var bytes = segments.Sum(s => (double)s.Bytes);
        var expired = new List<string>();
        foreach (var (name, size, from) in segments)
        {
            // What is being rewritten lies beside its segment and belongs to it.
            if (!open.Contains(name.EndsWith(Unfinished, StringComparison.Ordinal) ? name[..^Unfinished.Length] : name)
                && (now - from > _longest || bytes > _mostBytes))
            {
                expired.Add(name);
                bytes -= size;
            }
        }

        return expired;
    }

    private DateTimeOffset? From(string name) =>
        _name.Match(name) is { Success: true } match
        && DateTimeOffset.TryParseExact(match.Groups["time"].Value, Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var from)
            ? from
            : null;
}
