namespace DiCNet.Ingest;

/// <summary>Turns the PTS of a stream into media time that strictly increases.</summary>
/// <remarks>
/// A PTS that is missing, runs backwards or stands still is replaced by the time before it plus one nominal duration.
/// A stream whose PTS jumped backwards goes on at the nominal rate until its PTS has caught up.
/// </remarks>
sealed class MediaClock
{
    /// <summary>The rate that is taken where none is known, in frames/s.</summary>
    public const double FallbackRate = 25;

    // Beyond any recording; further out are damaged PTS, and the sum of two could leave the range of TimeSpan.
    private static readonly TimeSpan s_farthest = TimeSpan.FromDays(36_500);

    private readonly TimeSpan _nominal;
    private TimeSpan? _last;

    /// <summary>Starts at the start of a stream.</summary>
    /// <param name="framesPerSecond">Nominal rate, in [0.001, 1000].</param>
    public MediaClock(double framesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(IsPlausible(framesPerSecond), true);
        _nominal = TimeSpan.FromSeconds(1 / framesPerSecond);
    }

    /// <summary>Whether a container's word on its rate, in frames/s, can be believed.</summary>
    public static bool IsPlausible(double framesPerSecond) => framesPerSecond is >= 0.001 and <= 1000;

    /// <summary>The media time of the next frame.</summary>
    /// <param name="seconds">Its PTS from the start of the stream, in seconds; NaN when it has none.</param>
    /// <param name="repaired">Whether the PTS was replaced.</param>
    public TimeSpan Next(double seconds, out bool repaired)
    {
        var usable = seconds >= 0 && seconds <= s_farthest.TotalSeconds;
        var time = usable ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
        repaired = !usable || time <= _last;
        if (repaired)
        {
            time = _last + _nominal ?? TimeSpan.Zero;
        }

        _last = time;
        return time;
    }
}
