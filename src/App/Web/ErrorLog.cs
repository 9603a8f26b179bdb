using Microsoft.Extensions.Logging;

namespace DiCNet.App.Web;

/// <summary>What the framework itself has to say, errors only, to the log of the process.</summary>
sealed class ErrorLog(Action<string> log) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            log(Redactor.Clean(exception is null ? formatter(state, null) : $"{formatter(state, exception)}: {exception}"));
        }
    }

    public void Dispose()
    {
    }
}
