using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

/// <summary>All of a Mat that is not pixels, read in one call, in the layout of CvsMatHeader in the shim.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct MatHeader
{
    public readonly IntPtr Data;
    public readonly long Step;
    public readonly long Total;
    public readonly int Dims;
    public readonly int Rows;
    public readonly int Cols;
    public readonly int Type;
    public readonly int ElemSize;
    public readonly int ElemSize1;
    public readonly int Continuous;
    public readonly int Submatrix;
    public readonly int Empty;
}
