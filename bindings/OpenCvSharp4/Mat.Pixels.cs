using System.Runtime.CompilerServices;

namespace OpenCvSharp;

public partial class Mat
{
    public IntPtr Ptr(int i0)
    {
        var h = Header();
        return h.Data + (nint)(i0 * h.Step);
    }

    /// <summary>No check of bounds or type, as in OpenCV.</summary>
    public unsafe ref T At<T>(int i0, int i1)
        where T : unmanaged
    {
        var h = Header();
        return ref Unsafe.AsRef<T>((byte*)h.Data + (i0 * h.Step) + ((long)i1 * h.ElemSize));
    }

    /// <summary>All pixels of a continuous Mat; of any other, an empty span.</summary>
    public unsafe Span<T> AsSpan<T>()
        where T : unmanaged
    {
        var h = Header();
        return h.Continuous == 0
            ? []
            : new Span<T>((void*)h.Data, checked((int)(h.Total * h.ElemSize / sizeof(T))));
    }

    public unsafe Span<T> RowSpan<T>(int row)
        where T : unmanaged
    {
        var h = Header();
        if (h.Dims != 2)
            throw new InvalidOperationException("RowSpan needs a Mat of two dimensions.");
        if ((uint)row >= (uint)h.Rows)
            throw new ArgumentOutOfRangeException(nameof(row));
        return new Span<T>((byte*)h.Data + (row * h.Step), checked((int)((long)h.Cols * h.ElemSize / sizeof(T))));
    }
}
