namespace DiCNet.Ingest;

/// <summary>How long to wait before a source is opened again: twice as long each time, up to a limit, a little less by chance.</summary>
/// <param name="first">The first pause.</param>
/// <param name="most">The longest.</param>
/// <param name="seed">Where chance comes from; streams with different seeds do not come back together.</param>
sealed class ReconnectPolicy(TimeSpan first, TimeSpan most, int seed)
{
    private const double MostTakenOff = 0.25;

    private TimeSpan? _next;
    private long _attempts;

    /// <summary>The pause before the next attempt.</summary>
    public TimeSpan Next()
    {
        var pause = _next ?? first;
        pause = pause < most ? pause : most;
        _next = pause * 2;
        return pause * (1 - MostTakenOff * Dice.Share(seed, 'w', _attempts++));
    }

    /// <summary>A frame came: the next pause is the first again.</summary>
    public void Reset() => _next = null;
}
