namespace DiCNet;

/// <summary>Chance that can be repeated: the same seed, purpose and number give the same value, in any order of asking.</summary>
public static class Dice
{
    /// <summary>64 bits, evenly spread.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">What the value is for; values of different purposes are independent.</param>
    /// <param name="number">Which of that purpose.</param>
    /// <remarks>Source: Steele et al. 2014, Fast Splittable Pseudorandom Number Generators, Fig. 13 (SplitMix64).</remarks>
    public static ulong Roll(int seed, int purpose, long number)
    {
        unchecked
        {
            var z = (((ulong)(uint)seed << 32) | (uint)purpose) * 0xd1342543de82ef95 + ((ulong)number + 1) * 0x9e3779b97f4a7c15;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A number in [0, 1).</summary>
    public static double Share(int seed, int purpose, long number) => (Roll(seed, purpose, number) >> 11) * (1.0 / (1L << 53));

    /// <summary>A whole number in [0, <paramref name="below"/>).</summary>
    public static int Below(int below, int seed, int purpose, long number) => (int)(Roll(seed, purpose, number) % (uint)below);
}
