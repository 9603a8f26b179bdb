using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>Three bytes in a row: B, G and R of a pixel. Arithmetic saturates.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Vec3b : IEquatable<Vec3b>
{
    public byte Item0;
    public byte Item1;
    public byte Item2;

    public Vec3b(byte item0, byte item1, byte item2)
    {
        Item0 = item0;
        Item1 = item1;
        Item2 = item2;
    }

    public byte this[int i]
    {
        readonly get => i switch
        {
            0 => Item0,
            1 => Item1,
            2 => Item2,
            _ => throw new ArgumentOutOfRangeException(nameof(i)),
        };
        set
        {
            switch (i)
            {
                case 0: Item0 = value; break;
                case 1: Item1 = value; break;
                case 2: Item2 = value; break;
                default: throw new ArgumentOutOfRangeException(nameof(i));
            }
        }
    }

    public static Vec3b operator +(Vec3b a, Vec3b b) => a.Add(b);

    public static Vec3b operator -(Vec3b a, Vec3b b) => a.Subtract(b);

    public static Vec3b operator *(Vec3b a, double alpha) => a.Multiply(alpha);

    public static Vec3b operator /(Vec3b a, double alpha) => a.Divide(alpha);

    public static bool operator ==(Vec3b a, Vec3b b) => a.Equals(b);

    public static bool operator !=(Vec3b a, Vec3b b) => !a.Equals(b);

    public readonly void Deconstruct(out byte item0, out byte item1, out byte item2) =>
        (item0, item1, item2) = (Item0, Item1, Item2);

    public readonly Vec3b Add(Vec3b other) =>
        new(Clamp(Item0 + other.Item0), Clamp(Item1 + other.Item1), Clamp(Item2 + other.Item2));

    public readonly Vec3b Subtract(Vec3b other) =>
        new(Clamp(Item0 - other.Item0), Clamp(Item1 - other.Item1), Clamp(Item2 - other.Item2));

    public readonly Vec3b Multiply(double alpha) =>
        new(Clamp(Item0 * alpha), Clamp(Item1 * alpha), Clamp(Item2 * alpha));

    public readonly Vec3b Divide(double alpha) =>
        new(Clamp(Item0 / alpha), Clamp(Item1 / alpha), Clamp(Item2 / alpha));

    [UnscopedRef]
    public Span<byte> AsSpan() => MemoryMarshal.CreateSpan(ref Item0, 3);

    public readonly bool Equals(Vec3b other) => Item0 == other.Item0 && Item1 == other.Item1 && Item2 == other.Item2;

    public override readonly bool Equals(object? obj) => obj is Vec3b other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(Item0, Item1, Item2);

    public override readonly string ToString() => $"Vec3b ({Item0}, {Item1}, {Item2})";

    private static byte Clamp(double value) => (byte)Math.Clamp(Math.Round(value), byte.MinValue, byte.MaxValue);
}
