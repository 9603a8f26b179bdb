using System.Runtime.InteropServices;
using System.Text;

namespace DiCNet.Train.Export;

/// <summary>A float32 grid in NumPy's .npy format, version 1.0: what most tools of the field read.</summary>
static class NpyFile
{
    private const int Alignment = 64;

    /// <summary>Writes a grid [rows, columns], row by row.</summary>
    public static void Write(string file, ReadOnlySpan<float> values, int rows, int columns)
    {
        if (values.Length != rows * columns)
        {
            throw new ArgumentException($"{values.Length} values for {rows} x {columns}", nameof(values));
        }

        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}";
        // Magic, version and length take 10 bytes; the header ends in a line feed so that the data is aligned.
        var length = (((10 + header.Length + 1 + Alignment - 1) / Alignment) * Alignment) - 10;
        using var stream = File.Create(file);
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)length, (byte)(length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n"));
        stream.Write(MemoryMarshal.AsBytes(values));
    }
}
