using System.Numerics;
using OpenCvSharp;

namespace DiCNet.App.Benching;

/// <summary>Which picture this is and when it was made, burnt into its bottom rows so that it can be read back wherever the picture turns up.</summary>
/// <param name="Stream">Number of its stream, 0 to 1023.</param>
/// <param name="Frame">Number in its stream, 0 to 4194303.</param>
/// <param name="At">When it was made, from the start of the bench, in steps of 0.1 ms; 0 to 119 hours.</param>
/// <remarks>
/// 80 columns over two rows, each a 45th of the height: 64 bits and 16 of their CRC. A column is white over black for 1 and black over white
/// for 0, so that a heat-map over it, another brightness or a blur changes both of its halves alike. 8x8 pixels per block at 640x360.
/// </remarks>
readonly record struct TimeCode(int Stream, int Frame, TimeSpan At)
{
    private const int DataBits = 64;
    private const int Columns = DataBits + 16;
    private const int Rows = 45;
    private const int LeastContrast = 24;
    private const long Step = TimeSpan.TicksPerMillisecond / 10;

    /// <summary>The smallest picture that can carry one.</summary>
    public static Size Least { get; } = new(Columns * 2, Rows * 2);

    /// <summary>Writes it over the bottom of the picture.</summary>
    /// <param name="picture">BGR, 8 bit, at least <see cref="Least"/>. Lent for the call.</param>
    public void Burn(Mat picture)
    {
        var (width, height) = (picture.Width, picture.Height);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, Least.Width);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, Least.Height);
        var data = ((ulong)(uint)Stream << 54) | ((ulong)(uint)Frame << 32) | (uint)(At.Ticks / Step);
        var check = Check(data);
        for (var half = 0; half < 2; half++)
        {
            var (top, bottom) = (Edge(Rows - 2 + half, Rows, height), Edge(Rows - 1 + half, Rows, height));
            var row = picture.RowSpan<byte>(top);
            for (var column = 0; column < Columns; column++)
            {
                var bit = column < DataBits ? (data >> column) & 1 : (uint)(check >> (column - DataBits)) & 1;
                row[(3 * Edge(column, Columns, width))..(3 * Edge(column + 1, Columns, width))].Fill((bit == 1) == (half == 0) ? byte.MaxValue : byte.MinValue);
            }

            for (var y = top + 1; y < bottom; y++)
            {
                row.CopyTo(picture.RowSpan<byte>(y));
            }
        }
    }

    /// <summary>Reads the code of a picture that may have been scaled, compressed or drawn on since.</summary>
    /// <param name="picture">BGR, 8 bit. Lent for the call.</param>
    /// <param name="code">What it says.</param>
    /// <returns>False where there is none, or none that can be read with certainty.</returns>
    public static bool TryRead(Mat picture, out TimeCode code)
    {
        code = default;
        if (picture.Width < Least.Width || picture.Height < Least.Height)
        {
            return false;
        }

        var (data, check) = (0UL, 0);
        for (var column = 0; column < Columns; column++)
        {
            var contrast = Brightness(picture, column, Rows - 2) - Brightness(picture, column, Rows - 1);
            if (Math.Abs(contrast) < LeastContrast)
            {
                return false;
            }

            var bit = contrast > 0 ? 1UL : 0;
            data |= column < DataBits ? bit << column : 0;
            check |= column < DataBits ? 0 : (int)bit << (column - DataBits);
        }

        code = new TimeCode((int)(data >> 54), (int)(data >> 32) & 0x3F_FFFF, TimeSpan.FromTicks((uint)data * Step));
        return check == Check(data);
    }

    // From another start than 0, so that a picture that is dark above and bright below is not a code of zeros.
    private static ushort Check(ulong data) => (ushort)BitOperations.Crc32C(uint.MaxValue, data);

    private static int Edge(int part, int parts, int length) => (int)((long)part * length / parts);

    /// <summary>Mean of the middle of a block: its edges are where scaling and compression mix it with its neighbours.</summary>
    private static int Brightness(Mat picture, int column, int row)
    {
        var (left, right) = Middle(column, Columns, picture.Width);
        var (top, bottom) = Middle(row, Rows, picture.Height);
        var sum = 0;
        for (var y = top; y < bottom; y++)
        {
            foreach (var value in picture.RowSpan<byte>(y)[(3 * left)..(3 * right)])
            {
                sum += value;
            }
        }

        return sum / (3 * (right - left) * (bottom - top));

        static (int From, int To) Middle(int part, int parts, int length)
        {
            var from = ((part + 0.25) * length / parts) - 0.5;
            var first = (int)Math.Round(from);
            return (first, Math.Max(first + 1, (int)Math.Round(from + (0.5 * length / parts))));
        }
    }
}
