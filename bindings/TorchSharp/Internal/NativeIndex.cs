namespace TorchSharp.Internal;

/// <summary>One dimension of an indexing. The layout is shared with views.cpp.</summary>
internal readonly struct NativeIndex(NativeIndex.Kind kind, long start = 0, long stop = 0, long step = 0, IntPtr tensor = 0)
{
    public readonly Kind IndexKind = kind;
    public readonly long Start = start;
    public readonly long Stop = stop;
    public readonly long Step = step;
    public readonly IntPtr Tensor = tensor;

    /// <summary>An end of a slice that was not given.</summary>
    public const long Open = long.MinValue;

    internal enum Kind : long
    {
        None = 0,
        Ellipsis = 1,
        Single = 2,
        Flag = 3,
        Slice = 4,
        Indices = 5,
    }
}
