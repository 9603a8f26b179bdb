using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace DiCNet;

/// <summary>A fixed number of reusable things, made at start. It never grows: empty means wait or drop.</summary>
public sealed class Pool<T> : IDisposable
    where T : Pooled
{
    private readonly Channel<T> _home;
    private int _atHome;
    private bool _disposed;

    /// <summary>Makes all things of the pool at once.</summary>
    /// <param name="size">How many there will ever be, at least 1.</param>
    /// <param name="make">Makes one; called <paramref name="size"/> times.</param>
    public Pool(int size, Func<T> make)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Size = size;
        _home = Channel.CreateBounded<T>(size);
        for (var i = 0; i < size; i++)
        {
            var item = make();
            item.Belong(Return);
            _home.Writer.TryWrite(item);
        }

        _atHome = size;
    }

    /// <summary>How many things there are.</summary>
    public int Size { get; }

    /// <summary>How many are away. 0 after every run.</summary>
    public int Lent => Size - Volatile.Read(ref _atHome);

    /// <summary>Takes a thing if one is at home. The caller owns the result. Any number of callers.</summary>
    public bool TryRent([NotNullWhen(true)] out T? item)
    {
        if (!_home.Reader.TryRead(out item))
        {
            return false;
        }

        Interlocked.Decrement(ref _atHome);
        item.Lend();
        return true;
    }

    /// <summary>Waits until a thing is at home. The caller owns the result. Any number of callers.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled; nothing was taken.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]      // waits once a frame
    public async ValueTask<T> RentAsync(CancellationToken stop)
    {
        T? item;
        while (!TryRent(out item))
        {
            ObjectDisposedException.ThrowIf(!await _home.Reader.WaitToReadAsync(stop), this);
        }

        return item;
    }

    /// <summary>Waits until everything is home, then frees it; whoever waits for a thing is told that the pool is gone.</summary>
    public async Task RetireAsync()
    {
        var all = new List<T>(Size);
        while (all.Count < Size)
        {
            all.Add(await RentAsync(CancellationToken.None));
        }

        _home.Writer.TryComplete();
        all.ForEach(item => item.Dispose());
        Dispose();
    }

    /// <summary>Frees the things at home, and each thing away when it comes home.</summary>
    /// <exception cref="InvalidOperationException">Something is still lent: a leak.</exception>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        var lent = Lent;
        _home.Writer.TryComplete();
        while (_home.Reader.TryRead(out var item))
        {
            item.Free();
        }

        if (lent > 0)
        {
            throw new InvalidOperationException($"{lent} of {Size} {typeof(T).Name} are still lent");
        }
    }

    private void Return(Pooled item)
    {
        Interlocked.Increment(ref _atHome);
        if (!_home.Writer.TryWrite((T)item))
        {
            item.Free();
        }
    }
}
