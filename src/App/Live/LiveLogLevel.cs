namespace DiCNet.App.Live;

/// <summary>How much a line matters.</summary>
enum LiveLogLevel
{
    Info,
    Warn,
    Error,
}
