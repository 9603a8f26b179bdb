namespace TorchSharp.Internal;

/// <summary>A number of any kind, or none. The layout is shared with shim.h.</summary>
internal readonly struct NativeScalar(long kind, long bits)
{
    public readonly long Kind = kind;
    public readonly long Bits = bits;

    public static NativeScalar Of(Scalar? scalar) => scalar?.Value ?? default;
}
