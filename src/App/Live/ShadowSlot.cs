using DiCNet.Render;

namespace DiCNet.App.Live;

/// <summary>The candidate beside the model that decides, if there is one; it can be replaced while frames come.</summary>
sealed class ShadowSlot : IVerdictSink
{
    private readonly Lock _gate = new();
    private Shadow? _shadow;

    /// <summary>What the candidate has seen; null without one. Any number of threads.</summary>
    public ShadowStatus? Status
    {
        get
        {
            lock (_gate)
            {
                return _shadow?.Status;
            }
        }
    }

    /// <summary>Puts another candidate in place, or none. Takes ownership.</summary>
    public async Task PutAsync(Shadow? next)
    {
        Shadow? before;
        lock (_gate)
        {
            (before, _shadow) = (_shadow, next);
        }

        if (before is not null)
        {
            await before.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(Verdict verdict, Overlay overlay)
    {
        lock (_gate)
        {
            _shadow?.Offer(verdict);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask FinishAsync(IReadOnlyList<AnomalyEvent> last) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await PutAsync(null);
}
