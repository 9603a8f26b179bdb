namespace DiCNet.Cli;

/// <summary>One value that somebody gave, and where.</summary>
/// <param name="Key">Key path, sections joined by ':', lower camel case: <c>inference:batch</c>.</param>
/// <param name="Value">The value as written; null for an empty one.</param>
/// <param name="Where">Where it was given: file:line:column, the environment variable, or the command line's option.</param>
public sealed record Setting(string Key, string? Value, string Where);
