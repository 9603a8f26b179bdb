namespace DiCNet;

/// <summary>A reusable thing that has one owner at a time and goes home to its pool when disposed.</summary>
/// <remarks>Disposing twice throws: a pooled thing that is given back twice has two owners, the worst bug there could be.</remarks>
public abstract class Pooled : IDisposable
{
    private Action<Pooled>? _goHome;
    private int _lent;

    /// <summary>Gives the thing back. What it carries goes back first.</summary>
    /// <exception cref="InvalidOperationException">It is not lent: it was disposed before.</exception>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _lent, 0) == 0)
        {
            throw new InvalidOperationException($"this {GetType().Name} was given back before; it had two owners");
        }

        GiveBack();
        _goHome!(this);
        GC.SuppressFinalize(this);
    }

    internal void Belong(Action<Pooled> goHome) => _goHome = goHome;

    internal void Lend() => Interlocked.Exchange(ref _lent, 1);

    /// <summary>Gives back what the thing carries, before it goes home itself.</summary>
    protected virtual void GiveBack()
    {
    }

    /// <summary>Frees native memory, when the pool itself goes.</summary>
    protected internal virtual void Free()
    {
    }
}
