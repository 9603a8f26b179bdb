using System.ComponentModel.DataAnnotations;

namespace DiCNet.Inference;

/// <summary>When scores become events. Times are media time, so they hold at any frame rate.</summary>
public sealed record EventOptions
{
    /// <summary>How long a region must stay at the alarm level before its event starts.</summary>
    /// <value>0 to 60 s; 0.3 s by default. More suppresses flicker and delays the start.</value>
    [Range(0d, 60)]
    public double ConfirmSeconds { get; init; } = 0.3;

    /// <summary>How long an event must be below the low level before it ends.</summary>
    /// <value>0 to 600 s; 1 s by default. More joins what flickers into one event.</value>
    [Range(0d, 600)]
    public double ReleaseSeconds { get; init; } = 1.0;

    /// <summary>Calibrated score that keeps an event alive; the alarm level, which starts it, is 1.</summary>
    /// <value>0.01 to 1; 0.8 by default.</value>
    [Range(0.01, 1)]
    public double LowLevel { get; init; } = 0.8;

    /// <summary>Smallest region that counts, as a fraction of the frame.</summary>
    /// <value>0 to 1; 0.0015 by default, about 4 cells of a 60x45 grid.</value>
    [Range(0d, 1)]
    public double MinArea { get; init; } = 0.0015;

    /// <summary>How often an event under way is reported again.</summary>
    /// <value>0.1 to 3600 s; 1 s by default.</value>
    [Range(0.1, 3600)]
    public double UpdateSeconds { get; init; } = 1.0;
}
