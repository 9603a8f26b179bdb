namespace DiCNet.Ingest;

/// <summary>How a connection ended.</summary>
/// <param name="Kind">What it means for the source.</param>
/// <param name="Reason">Why; not yet redacted. Empty where nothing is wrong.</param>
/// <param name="RetryAtOnce">Whether nothing is gained by a pause.</param>
sealed record FeedEnd(FeedEndKind Kind, string Reason = "", bool RetryAtOnce = false);
