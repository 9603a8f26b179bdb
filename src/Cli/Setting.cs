namespace DiCNet.Cli;

/// <summary>One value that somebody gave, or the section or list that holds some, and where.</summary>
/// <param name="Key">Key path, sections and items joined by ':', lower camel case: <c>inference:batch</c>, <c>streams:0:uri</c>.</param>
/// <param name="Value">The value as written; null for an empty one, a section or a list.</param>
/// <param name="Where">Where it was given: file:line:column, the environment variable, or the command line's option.</param>
/// <param name="Kind">What it is; an empty value may stand for an empty section or list too.</param>
public sealed record Setting(string Key, string? Value, string Where, SettingKind Kind = SettingKind.Value);
