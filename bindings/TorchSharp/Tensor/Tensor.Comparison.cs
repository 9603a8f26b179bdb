using TorchSharp.Internal;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => NativeMethods.ts_eq(this, target);

        public Tensor eq(Scalar target) => NativeMethods.ts_eq_scalar(this, target.Value);

        public Tensor ne(Tensor target) => NativeMethods.ts_ne(this, target);

        public Tensor ne(Scalar target) => NativeMethods.ts_ne_scalar(this, target.Value);

        public Tensor lt(Tensor target) => NativeMethods.ts_lt(this, target);

        public Tensor lt(Scalar target) => NativeMethods.ts_lt_scalar(this, target.Value);

        public Tensor le(Tensor target) => NativeMethods.ts_le(this, target);

        public Tensor le(Scalar target) => NativeMethods.ts_le_scalar(this, target.Value);

        public Tensor gt(Tensor target) => NativeMethods.ts_gt(this, target);

        public Tensor gt(Scalar target) => NativeMethods.ts_gt_scalar(this, target.Value);

        public Tensor ge(Tensor target) => NativeMethods.ts_ge(this, target);

        public Tensor ge(Scalar target) => NativeMethods.ts_ge_scalar(this, target.Value);

        public Tensor logical_and(Tensor other) => NativeMethods.ts_logical_and(this, other);

        public Tensor logical_or(Tensor other) => NativeMethods.ts_logical_or(this, other);

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);

        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);

        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);

        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);

        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);

        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);

        /// <summary>The same object; element by element is <c>==</c>.</summary>
        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
