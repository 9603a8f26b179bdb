namespace DiCNet.Render;

/// <summary>Where verdicts go: a file, a log, a page. One caller at a time.</summary>
public interface IVerdictSink : IAsyncDisposable
{
    /// <summary>Writes one verdict.</summary>
    /// <param name="verdict">Lent for the call.</param>
    /// <param name="overlay">Draws the marked picture of this verdict when asked. Lent for the call.</param>
    /// <exception cref="UserError">The output can no longer be written: disk full, encoder gone.</exception>
    ValueTask WriteAsync(Verdict verdict, Overlay overlay);

    /// <summary>Ends the output well: all that was written so far is complete and can be read. Called once, also after a fault.</summary>
    /// <param name="last">Messages of events that ended with their stream.</param>
    /// <exception cref="UserError">The output could not be completed.</exception>
    ValueTask FinishAsync(IReadOnlyList<AnomalyEvent> last);
}
