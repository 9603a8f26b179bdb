using DiCNet.Render;

namespace DiCNet.App.Benching;

/// <summary>Reads how much the process has allocated at two frames of a run.</summary>
sealed class AllocationProbe(long from, long to) : IVerdictSink
{
    private long _before;
    private long _after;

    /// <summary>Managed bytes per frame between the two; NaN when they were not both seen.</summary>
    public double BytesPerFrame => _after > _before && _before > 0 ? (double)(_after - _before) / (to - from) : double.NaN;

    /// <inheritdoc/>
    public ValueTask WriteAsync(Verdict verdict, Overlay overlay)
    {
        _before = verdict.Frame.Sequence == from ? GC.GetTotalAllocatedBytes(precise: true) : _before;
        _after = verdict.Frame.Sequence == to ? GC.GetTotalAllocatedBytes(precise: true) : _after;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask FinishAsync(IReadOnlyList<AnomalyEvent> last) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
