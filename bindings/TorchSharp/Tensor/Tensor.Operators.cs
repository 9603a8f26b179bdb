using TorchSharp.Internal;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        public static Tensor operator -(Scalar left, Tensor right) => NativeMethods.ts_rsub_scalar(right, left.Value);

        public static Tensor operator /(Scalar left, Tensor right)
        {
            using var reciprocal = NativeMethods.ts_reciprocal(right);
            return reciprocal.mul(left);
        }

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator %(Tensor left, Tensor right) => NativeMethods.ts_remainder(left, right);

        public static Tensor operator %(Tensor left, Scalar right) => NativeMethods.ts_remainder_scalar(left, right.Value);

        public static Tensor operator &(Tensor left, Tensor right) => NativeMethods.ts_bitwise_and(left, right);

        public static Tensor operator |(Tensor left, Tensor right) => NativeMethods.ts_bitwise_or(left, right);

        public static Tensor operator ^(Tensor left, Tensor right) => NativeMethods.ts_bitwise_xor(left, right);

        public static Tensor operator ~(Tensor left) => NativeMethods.ts_bitwise_not(left);

        public static implicit operator Tensor(int value) => tensor(value);

        public static implicit operator Tensor(long value) => tensor(value);

        public static implicit operator Tensor(float value) => tensor(value);

        public static implicit operator Tensor(double value) => tensor(value);

        public static implicit operator Tensor(bool value) => tensor(value);

        public static implicit operator Tensor(Scalar scalar) => NativeMethods.ts_scalar_tensor(scalar.Value, ScalarOptions(scalar));

        public static implicit operator Tensor(byte[] array) => tensor(array);

        public static implicit operator Tensor(int[] array) => tensor(array);

        public static implicit operator Tensor(long[] array) => tensor(array);

        public static implicit operator Tensor(float[] array) => tensor(array);

        public static implicit operator Tensor(double[] array) => tensor(array);

        public static explicit operator float(Tensor value) => value.ToSingle();

        public static explicit operator double(Tensor value) => value.ToDouble();

        public static explicit operator int(Tensor value) => value.ToInt32();

        public static explicit operator long(Tensor value) => value.ToInt64();

        public static explicit operator bool(Tensor value) => value.ToInt64() != 0;

        private static NativeOptions ScalarOptions(Scalar scalar) => new(
            scalar.Value.Kind switch { 1 => ScalarType.Int64, 3 => ScalarType.Bool, _ => ScalarType.Float32 }, null);
    }
}
