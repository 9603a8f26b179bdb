namespace DiCNet.Ingest;

/// <summary>Where a source is, as the user wrote it: what kind of place that is, and how it can be shown.</summary>
static class SourceAddress
{
    private const string Mark = "://";
    private const string CameraFolder = "/dev/video";

    private static readonly string[] s_schemes = ["rtsp", "rtsps", "rtmp", "rtmps", "srt", "udp", "tcp", "http", "https"];

    public static bool IsTestPattern(string location) => location.StartsWith(TestPatternUri.Scheme, StringComparison.Ordinal);

    public static bool IsCamera(string location) => location.StartsWith(CameraFolder, StringComparison.Ordinal);

    /// <summary>Whether it is an address of any kind, known or not.</summary>
    public static bool IsAddress(string location) => location.Contains(Mark);

    /// <summary>Whether it gives frames at its own pace and for ever, so that its end is a failure.</summary>
    public static bool IsLive(string location) => IsAddress(location) || IsCamera(location);

    /// <summary>Whether it is an address of this scheme, "rtsp" also for "rtsps".</summary>
    public static bool IsOf(string location, string scheme) => Scheme(location).StartsWith(scheme, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc cref="LiveSource.Validate"/>
    public static void Validate(string location)
    {
        if (location.Any(char.IsControl))
        {
            throw new UserError("it holds a control character", Shown(location).ReplaceLineEndings(" "), "write it on one line");
        }

        if (IsTestPattern(location))
        {
            TestPatternOptions.Parse(location);
            return;
        }

        var scheme = Scheme(location);
        var known = s_schemes.Contains(scheme, StringComparer.OrdinalIgnoreCase);
        if (IsAddress(location) && !known)
        {
            throw new UserError(
                $"'{scheme}' is no kind of address that can be read",
                Shown(location),
                $"did you mean '{Spelling.Nearest(scheme, s_schemes)}'? The kinds are {string.Join(", ", s_schemes)}; a file is given by its path alone");
        }

        if (!IsAddress(location) && known)
        {
            throw new UserError("the address is not complete", Shown(location), $"begin it with {scheme}{Mark}");
        }
    }

    /// <summary>The location without user, password and query, to be shown.</summary>
    /// <remarks>Up to the last '@', because passwords hold '@' and '/' more often than paths of cameras do; queries hold tokens.</remarks>
    public static string Shown(string location)
    {
        var start = location.IndexOf(Mark, StringComparison.Ordinal);
        if (start < 0)
        {
            return location;
        }

        start += Mark.Length;
        var host = Math.Max(start, location.LastIndexOf('@') + 1);
        return location[..start] + location[host..].Split('?', '#')[0];
    }

    private static string Scheme(string location) => location.Split(':', 2) is [var scheme, _] ? scheme : "";
}
