namespace DiCNet.Train.Data;

/// <summary>Which frame each sample of a run is: every epoch all frames once, in an order of its own that depends on seed and epoch alone.</summary>
/// <param name="frames">Number of frames.</param>
/// <param name="seed">The run's seed.</param>
sealed class EpochOrder(int frames, int seed)
{
    private readonly int[] _order = new int[frames];
    private long _epoch = -1;

    /// <summary>The frame of a sample. Cheap for samples of the epoch asked for last.</summary>
    public int this[long sample]
    {
        get
        {
            var (epoch, place) = Math.DivRem(sample, frames);
            if (epoch != _epoch)
            {
                Shuffle(epoch);
                _epoch = epoch;
            }

            return _order[place];
        }
    }

    private void Shuffle(long epoch)
    {
        for (var i = 0; i < frames; i++)
        {
            _order[i] = i;
        }

        // Fisher-Yates.
        for (var i = frames - 1; i > 0; i--)
        {
            var j = Dice.Below(i + 1, seed, (int)Chance.Order, (epoch * frames) + i);
            (_order[i], _order[j]) = (_order[j], _order[i]);
        }
    }
}
