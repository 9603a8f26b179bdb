namespace DiCNet.App.Live;

/// <summary>One key that changes.</summary>
/// <param name="Key">Dotted path; streams by their name: <c>streams.front.uri</c>. Never its value: that may be a secret.</param>
/// <param name="Effect">What it takes.</param>
sealed record ConfigChange(string Key, ConfigEffect Effect);
