namespace TorchSharp.Internal;

/// <summary>The fields of a tensor read in one call. The layout is shared with tensor.cpp.</summary>
internal struct NativeHeader
{
    public long Rank;
    public long Count;
    public long ElementSize;
    public int Type;
    public int DeviceType;
    public int DeviceIndex;
    public int Flags;

    public readonly bool Contiguous => (Flags & 1) != 0;

    public readonly bool RequiresGrad => (Flags & 2) != 0;

    public readonly bool Leaf => (Flags & 4) != 0;

    public readonly bool FloatingPoint => (Flags & 8) != 0;
}
