namespace DiCNet.Inference;

/// <summary>A batch that the model works on, or has worked on.</summary>
/// <param name="Batch">Owned; not to be touched before the scoring has ended.</param>
/// <param name="Scoring">Ends when the batch has its scores, or with the fault of the model.</param>
public sealed record RunningBatch(FrameBatch Batch, Task Scoring) : IAsyncDisposable
{
    /// <summary>Waits for the model to let go of the batch, then gives it back.</summary>
    public async ValueTask DisposeAsync()
    {
        await Scoring.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Batch.Dispose();
    }
}
