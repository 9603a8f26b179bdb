namespace Prometheus;

/// <summary>A double that many threads update without a lock and without losing an update.</summary>
struct AtomicDouble
{
    // The bits, so that a compare-and-exchange finds a NaN equal to itself.
    long _bits;

    internal double Value
    {
        readonly get => BitConverter.Int64BitsToDouble(Volatile.Read(in _bits));
        set => Volatile.Write(ref _bits, BitConverter.DoubleToInt64Bits(value));
    }

    internal void Add(double increment)
    {
        double seen;
        do
            seen = Value;
        while (!TryReplace(seen, seen + increment));
    }

    internal void RaiseTo(double target)
    {
        double seen;
        do
        {
            seen = Value;
            if (seen >= target)
                return;
        }
        while (!TryReplace(seen, target));
    }

    internal void LowerTo(double target)
    {
        double seen;
        do
        {
            seen = Value;
            if (seen <= target)
                return;
        }
        while (!TryReplace(seen, target));
    }

    bool TryReplace(double seen, double next)
    {
        var bits = BitConverter.DoubleToInt64Bits(seen);
        return Interlocked.CompareExchange(ref _bits, BitConverter.DoubleToInt64Bits(next), bits) == bits;
    }
}
