namespace DiCNet.App.Live;

/// <summary>What a new configuration changes.</summary>
/// <param name="Changes">Key by key, in the order of the file.</param>
sealed record ConfigPlan(IReadOnlyList<ConfigChange> Changes);
