using System.Security.Cryptography;
using OpenCvSharp;

namespace DiCNet.Train.Data;

/// <summary>Passes over pictures whose rows may be padded.</summary>
static class Pixels
{
    /// <summary>Copies all rows, packed. Both are lent for the call.</summary>
    public static void Copy(Mat from, Span<byte> to)
    {
        var (rows, bytes) = (from.Rows, from.Cols * from.ElemSize());
        for (var y = 0; y < rows; y++)
        {
            from.RowSpan<byte>(y).CopyTo(to.Slice(y * bytes, bytes));
        }
    }

    /// <summary>Adds up how often each value occurs. Both are lent for the call.</summary>
    /// <param name="of">One channel, 8 bit.</param>
    /// <param name="counts">256 sums.</param>
    public static void Count(Mat of, Span<long> counts)
    {
        var rows = of.Rows;
        for (var y = 0; y < rows; y++)
        {
            foreach (var value in of.RowSpan<byte>(y))
            {
                counts[value]++;
            }
        }
    }

    /// <summary>SHA-256 of size and pixels, hex.</summary>
    /// <param name="of">Lent for the call.</param>
    public static string Digest(Mat of)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(of.Width));
        var rows = of.Rows;
        for (var y = 0; y < rows; y++)
        {
            hash.AppendData(of.RowSpan<byte>(y));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
