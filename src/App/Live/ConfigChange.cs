using System.Diagnostics;

namespace DiCNet.App.Live;

/// <summary>One key that changes.</summary>
/// <param name="Key">Dotted path; streams and zones by their name: <c>streams.front.uri</c>. Never its value: that may be a secret.</param>
/// <param name="Effect">What it takes.</param>
sealed record ConfigChange(string Key, ConfigEffect Effect)
{
    /// <summary>Key and effect in words.</summary>
    public override string ToString() => Key + ": " + Effect switch
    {
        ConfigEffect.Live => "live",
        ConfigEffect.RestartsSource => "restarts the source",
        ConfigEffect.NeedsRestart => "needs a restart",
        _ => throw new UnreachableException(),
    };
}
