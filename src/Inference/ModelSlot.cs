using System.Runtime.CompilerServices;

namespace DiCNet.Inference;

/// <summary>The model at work and its batches. Another can take its place between two batches; no frame is lost for it.</summary>
/// <remarks>Any number of threads; one swap at a time.</remarks>
public sealed class ModelSlot : IDisposable
{
    private readonly bool _live;
    private volatile Place _current;

    /// <summary>Makes the batches of the first model.</summary>
    /// <param name="model">Lent until it is swapped out or the slot is disposed.</param>
    /// <param name="live">
    /// True makes no more batches than there are runs: frames wait where a fresher one can take their place. False makes some more, so that
    /// the model never waits for one.
    /// </param>
    public ModelSlot(DicnetModel model, bool live)
    {
        _live = live;
        _current = new Place(model, Batches(model));
    }

    /// <summary>The model that the next batch goes to.</summary>
    public DicnetModel Model => _current.Model;

    /// <summary>Batches that are away.</summary>
    public int Lent => _current.Batches.Lent;

    /// <summary>Waits for a batch of the model at work. The caller owns the result.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]      // waits once a batch
    public async ValueTask<FrameBatch> RentAsync()
    {
        while (true)
        {
            var place = _current;
            try
            {
                return await place.Batches.RentAsync(CancellationToken.None);
            }
            catch (ObjectDisposedException) when (place != _current)
            {
                // Swapped out while this waited.
            }
        }
    }

    /// <summary>Puts another model in place at once; returns when the one before has nothing left to do.</summary>
    /// <param name="next">Lent until it is swapped out or the slot is disposed.</param>
    /// <returns>The model before, for its owner to dispose.</returns>
    public async Task<DicnetModel> SwapAsync(DicnetModel next)
    {
        var before = _current;
        _current = new Place(next, Batches(next));
        await before.Batches.RetireAsync();
        return before.Model;
    }

    /// <summary>Frees the batches; all of them must be home.</summary>
    public void Dispose() => _current.Batches.Dispose();

    private Pool<FrameBatch> Batches(DicnetModel model) => new(_live ? model.LiveBatchesInFlight : model.BatchesInFlight, model.NewBatch);

    private sealed record Place(DicnetModel Model, Pool<FrameBatch> Batches);
}
