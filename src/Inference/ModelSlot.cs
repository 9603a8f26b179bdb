namespace DiCNet.Inference;

/// <summary>The model at work and its batches. Another can take its place between two batches; no frame is lost for it.</summary>
/// <remarks>Any number of threads; one swap at a time.</remarks>
public sealed class ModelSlot : IDisposable
{
    private volatile Place _current;

    /// <summary>Makes the batches of the first model.</summary>
    /// <param name="model">Lent until it is swapped out or the slot is disposed.</param>
    public ModelSlot(DicnetModel model) => _current = new Place(model);

    /// <summary>The model that the next batch goes to.</summary>
    public DicnetModel Model => _current.Model;

    /// <summary>Batches that are away.</summary>
    public int Lent => _current.Batches.Lent;

    /// <summary>Waits for a batch of the model at work. The caller owns the result.</summary>
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
        _current = new Place(next);
        await before.Batches.RetireAsync();
        return before.Model;
    }

    /// <summary>Frees the batches; all of them must be home.</summary>
    public void Dispose() => _current.Batches.Dispose();

    private sealed record Place(DicnetModel Model)
    {
        public Pool<FrameBatch> Batches { get; } = new(Model.BatchesInFlight, Model.NewBatch);
    }
}
