using OpenCvSharp.Internal;

namespace OpenCvSharp;

public partial class Mat
{
    public int Rows => Header().Rows;

    public int Height => Header().Rows;

    public int Cols => Header().Cols;

    public int Width => Header().Cols;

    public IntPtr Data => Header().Data;

    public unsafe byte* DataPointer => (byte*)Header().Data;

    public bool IsContinuous() => Header().Continuous != 0;

    public bool IsSubmatrix() => Header().Submatrix != 0;

    public int ElemSize() => Header().ElemSize;

    public int ElemSize1() => Header().ElemSize1;

    public MatType Type() => Header().Type;

    public int Depth() => Type().Depth;

    public int Channels() => Type().Channels;

    public bool Empty() => Header().Empty != 0;

    public long Total() => Header().Total;

    public Size Size()
    {
        var h = Header();
        return new Size(h.Cols, h.Rows);
    }

    public long Step() => Header().Step;

    public override string ToString()
    {
        if (IsDisposed)
            return "Mat [disposed]";
        var h = Header();
        return $"Mat [ {h.Rows}*{h.Cols}*{(MatType)h.Type}, IsContinuous={h.Continuous != 0}, "
            + $"IsSubmatrix={h.Submatrix != 0}, Ptr=0x{(long)ptr:x}, Data=0x{(long)h.Data:x} ]";
    }

    /// <summary>A disposed Mat throws for Rows, Cols, Height and Width too: officially that is undefined.</summary>
    private MatHeader Header()
    {
        NativeMethods.cvs_mat_header(CvPtr, out var header);
        GC.KeepAlive(this);
        return header;
    }
}
