namespace DiCNet.App.Live;

/// <summary>What a change takes.</summary>
enum ConfigEffect
{
    /// <summary>It works at once; nothing stops.</summary>
    Live,

    /// <summary>The stream it belongs to is opened again; no other notices.</summary>
    RestartsSource,

    /// <summary>It waits for the next start of the process.</summary>
    NeedsRestart,
}
