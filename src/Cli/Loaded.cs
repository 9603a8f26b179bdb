namespace DiCNet.Cli;

/// <summary>Options, and where each was given.</summary>
/// <typeparam name="T">The record of all options of a program.</typeparam>
/// <param name="options">The options in effect.</param>
/// <param name="settings">What was given, by key.</param>
public sealed class Loaded<T>(T options, IReadOnlyDictionary<string, Setting> settings)
{
    /// <summary>The options in effect.</summary>
    public T Options => options;

    /// <summary>Where a key was given, or else the section or item that holds it; empty for a default.</summary>
    /// <param name="key">Such as <c>streams:0:uri</c>.</param>
    public string Where(string key)
    {
        for (var end = key.Length; end > 0; end = key.LastIndexOf(':', end - 1))
        {
            if (settings.TryGetValue(key[..end], out var setting))
            {
                return setting.Where;
            }
        }

        return "";
    }
}
