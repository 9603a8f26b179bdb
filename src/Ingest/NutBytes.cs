using System.Buffers.Binary;

namespace DiCNet.Ingest;

/// <summary>The numbers of a NUT file, read one after the other, with the checksum over all of them.</summary>
/// <remarks>Source: NUT Open Container Format, "Syntax" and "Checksum" (CRC-32, polynomial 0x04C11DB7, from 0, most significant bit first).</remarks>
sealed class NutBytes(Stream input)
{
    private const uint Polynomial = 0x04C11DB7;

    private static readonly uint[] s_table = [.. Enumerable.Range(0, 256).Select(i => Shifted((uint)i << 24, 8))];

    /// <summary>Over what was read since it was set to 0; 0 again after a checksum that is right.</summary>
    public uint Checksum { get; set; }

    /// <exception cref="EndOfStreamException">There is none.</exception>
    public byte Byte()
    {
        var value = input.ReadByte();
        if (value < 0)
        {
            throw new EndOfStreamException();
        }

        Checksum = Checksum << 8 ^ s_table[(byte)(value ^ Checksum >> 24)];
        return (byte)value;
    }

    /// <summary>A whole number of 0 or more ("v").</summary>
    public long Number()
    {
        var value = 0L;
        for (var i = 0; i < 9; i++)
        {
            var b = Byte();
            value = value << 7 | (byte)(b & 0x7F);
            if (b < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number is too long");
    }

    /// <summary>A whole number ("s").</summary>
    public long Signed()
    {
        var value = Number() + 1;
        return (value & 1) == 1 ? -(value >> 1) : value >> 1;
    }

    /// <summary>A whole number that cannot be larger than this.</summary>
    public int Below(int limit, string what) =>
        Number() is var value && value < limit ? (int)value : throw new InvalidDataException($"{what} of {value} is too large");

    /// <summary>As many bytes as are asked for.</summary>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        foreach (ref var b in bytes.AsSpan())
        {
            b = Byte();
        }

        return bytes;
    }

    public uint Word() => BinaryPrimitives.ReadUInt32BigEndian(Bytes(4));

    private static uint Shifted(uint value, int times) =>
        times == 0 ? value : Shifted(value << 1 ^ (value >> 31) * Polynomial, times - 1);
}
