using System.Collections.Concurrent;

namespace DiCNet.Inference;

/// <summary>Threads of a model's own that its runs happen on, as many as go at the same time.</summary>
/// <remarks>
/// On a thread pool each run may wake another thread, which the kernel places anew, also beside another run while a processor idles. A
/// thread that lives stays where it is.
/// </remarks>
sealed class RunThreads : IDisposable
{
    // Never longer than the model's batches are many.
    private readonly BlockingCollection<RunningBatch> _waiting = [];
    private readonly Thread[] _threads;

    /// <summary>Starts them.</summary>
    /// <param name="count">At least 1.</param>
    public RunThreads(int count)
    {
        _threads = [.. Enumerable.Range(0, count).Select(i => new Thread(Work) { IsBackground = true, Name = $"model run {i}" })];
        foreach (var thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>Runs the model on the batch as soon as a thread is free. Any number of callers.</summary>
    public void Start(RunningBatch batch) => _waiting.Add(batch);

    /// <summary>Ends them when nothing is waiting any more.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        foreach (var thread in _threads)
        {
            thread.Join();
        }

        _waiting.Dispose();
    }

    private void Work()
    {
        foreach (var batch in _waiting.GetConsumingEnumerable())
        {
            batch.Run();
        }
    }
}
