namespace DiCNet.Render;

/// <summary>How one output of a stream does. Plain immutable data, safe to share.</summary>
/// <param name="Name">record, push, hls, events or webhook.</param>
/// <param name="Fault">Why it does not work at the moment, without secrets; null while it does.</param>
/// <param name="Written">Pictures or messages that went out.</param>
/// <param name="Dropped">Pictures or messages that did not.</param>
public sealed record OutputStatus(string Name, string? Fault, long Written, long Dropped);
