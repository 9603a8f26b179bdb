using TorchSharp.Internal;

namespace TorchSharp;

/// <summary>A number of any type as an argument of a tensor operation.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly NativeScalar Value;

    private Scalar(long value) => Value = new NativeScalar(1, value);

    private Scalar(double value) => Value = new NativeScalar(2, BitConverter.DoubleToInt64Bits(value));

    private Scalar(bool value) => Value = new NativeScalar(3, value ? 1 : 0);

    public static implicit operator Scalar(byte value) => new((long)value);

    public static implicit operator Scalar(sbyte value) => new((long)value);

    public static implicit operator Scalar(short value) => new((long)value);

    public static implicit operator Scalar(int value) => new((long)value);

    public static implicit operator Scalar(long value) => new(value);

    public static implicit operator Scalar(float value) => new((double)value);

    public static implicit operator Scalar(double value) => new(value);

    public static implicit operator Scalar(Half value) => new((double)value);

    public static implicit operator Scalar(bool value) => new(value);

    /// <summary>Nothing to give back here; the official scalar has a native side.</summary>
    public void Dispose()
    {
    }
}
