namespace DiCNet.Ingest;

/// <summary>A source broke, and opening it again may help.</summary>
/// <param name="reason">Why, without a full stop; not yet redacted.</param>
/// <param name="retryAtOnce">Whether nothing is gained by a pause.</param>
sealed class ConnectionLostException(string reason, bool retryAtOnce = false) : Exception(reason)
{
    public bool RetryAtOnce => retryAtOnce;
}
