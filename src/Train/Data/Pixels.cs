using OpenCvSharp;

namespace DiCNet.Train.Data;

/// <summary>Packed rows out of a picture whose rows may be padded.</summary>
static class Pixels
{
    /// <summary>Copies all rows. Both are lent for the call.</summary>
    public static void Copy(Mat from, Span<byte> to)
    {
        var (rows, bytes) = (from.Rows, from.Cols * from.ElemSize());
        for (var y = 0; y < rows; y++)
        {
            from.RowSpan<byte>(y).CopyTo(to.Slice(y * bytes, bytes));
        }
    }
}
