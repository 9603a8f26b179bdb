namespace DiCNet.Render;

/// <summary>Lays pictures of any rhythm on the even beats of a file, so that file time and media time agree within half a beat.</summary>
/// <remarks>
/// File time 0 is the first picture. Gaps are filled up to <see cref="LongestGap"/>; of a longer one only so much is kept, and
/// from then on the file is behind the media clock by the rest.
/// </remarks>
/// <param name="framesPerSecond">Beats per second of media time, above 0.</param>
sealed class ConstantRate(double framesPerSecond)
{
    private TimeSpan _zero;
    private long _next;

    /// <summary>The longest stretch that one picture fills.</summary>
    public static TimeSpan LongestGap { get; } = TimeSpan.FromSeconds(10);

    /// <summary>How many beats the file moves on with a picture.</summary>
    /// <returns>
    /// 0: leave it out, its beat is taken. n: write the picture before it n - 1 times more, then this one once.
    /// </returns>
    /// <param name="mediaTime">When the picture is shown.</param>
    public int Advance(TimeSpan mediaTime)
    {
        if (_next == 0)
        {
            _zero = mediaTime;
            _next = 1;
            return 1;
        }

        var ahead = Beat(mediaTime) - _next;
        var most = Math.Max(1, (long)Math.Round(LongestGap.TotalSeconds * framesPerSecond));
        if (ahead >= most)
        {
            _zero += TimeSpan.FromSeconds((ahead - most + 1) / framesPerSecond);
            ahead = most - 1;
        }

        if (ahead < 0)
        {
            return 0;
        }

        _next += ahead + 1;
        return (int)ahead + 1;
    }

    private long Beat(TimeSpan mediaTime) => (long)Math.Floor(((mediaTime - _zero).TotalSeconds * framesPerSecond) + 0.5);
}
