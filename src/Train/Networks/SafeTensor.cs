namespace DiCNet.Train.Networks;

/// <summary>One entry of a safetensors header.</summary>
/// <param name="Type">Number format.</param>
/// <param name="Shape">Outermost first; empty for a single number.</param>
/// <param name="Start">First byte, counted from the end of the header.</param>
/// <param name="End">The byte after the last.</param>
sealed record SafeTensor(SafeTensorType Type, long[] Shape, long Start, long End)
{
    /// <summary>Elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, side) => product * side);
}
