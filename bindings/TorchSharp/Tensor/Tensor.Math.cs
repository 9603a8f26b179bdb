using TorchSharp.Internal;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => NativeMethods.ts_abs(this);

        public Tensor neg() => NativeMethods.ts_neg(this);

        public Tensor exp() => NativeMethods.ts_exp(this);

        public Tensor log() => NativeMethods.ts_log(this);

        public Tensor sqrt() => NativeMethods.ts_sqrt(this);

        public Tensor rsqrt() => NativeMethods.ts_rsqrt(this);

        public Tensor square() => NativeMethods.ts_square(this);

        public Tensor floor() => NativeMethods.ts_floor(this);

        public Tensor ceil() => NativeMethods.ts_ceil(this);

        public Tensor relu() => NativeMethods.ts_relu(this);

        public Tensor sigmoid() => NativeMethods.ts_sigmoid(this);

        public Tensor isfinite() => NativeMethods.ts_isfinite(this);

        public Tensor isnan() => NativeMethods.ts_isnan(this);

        public Tensor logical_not() => NativeMethods.ts_logical_not(this);

        public Tensor abs_() => Done(NativeMethods.ts_abs_(this));

        public Tensor sqrt_() => Done(NativeMethods.ts_sqrt_(this));

        public Tensor zero_() => Done(NativeMethods.ts_zero_(this));

        public Tensor add(Tensor target) => NativeMethods.ts_add(this, target, One);

        public Tensor add(Tensor target, Scalar alpha) => NativeMethods.ts_add(this, target, alpha.Value);

        public Tensor add(Scalar scalar) => NativeMethods.ts_add_scalar(this, scalar.Value, One);

        public Tensor add(Scalar scalar, Scalar alpha) => NativeMethods.ts_add_scalar(this, scalar.Value, alpha.Value);

        public Tensor add_(Tensor target) => Done(NativeMethods.ts_add_(this, target, One));

        public Tensor add_(Tensor target, Scalar alpha) => Done(NativeMethods.ts_add_(this, target, alpha.Value));

        public Tensor add_(Scalar scalar) => Done(NativeMethods.ts_add_scalar_(this, scalar.Value, One));

        public Tensor add_(Scalar scalar, Scalar alpha) =>
            Done(NativeMethods.ts_add_scalar_(this, scalar.Value, alpha.Value));

        public Tensor sub(Tensor target) => NativeMethods.ts_sub(this, target, One);

        public Tensor sub(Scalar target) => NativeMethods.ts_sub_scalar(this, target.Value, One);

        public Tensor sub_(Tensor target) => Done(NativeMethods.ts_sub_(this, target, One));

        public Tensor sub_(Scalar target) => Done(NativeMethods.ts_sub_scalar_(this, target.Value, One));

        public Tensor mul(Tensor target) => NativeMethods.ts_mul(this, target);

        public Tensor mul(Scalar target) => NativeMethods.ts_mul_scalar(this, target.Value);

        public Tensor mul_(Tensor target) => Done(NativeMethods.ts_mul_(this, target));

        public Tensor mul_(Scalar target) => Done(NativeMethods.ts_mul_scalar_(this, target.Value));

        public Tensor pow(Tensor exponent) => NativeMethods.ts_pow(this, exponent);

        public Tensor pow(Scalar exponent) => NativeMethods.ts_pow_scalar(this, exponent.Value);

        public Tensor pow_(Tensor exponent) => Done(NativeMethods.ts_pow_(this, exponent));

        public Tensor pow_(Scalar exponent) => Done(NativeMethods.ts_pow_scalar_(this, exponent.Value));

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            NativeMethods.ts_div(this, target, (int)rounding_mode);

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            NativeMethods.ts_div_scalar(this, target.Value, (int)rounding_mode);

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Done(NativeMethods.ts_div_(this, target, (int)rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Done(NativeMethods.ts_div_scalar_(this, target.Value, (int)rounding_mode));

        public Tensor fill_(Scalar value) => Done(NativeMethods.ts_fill_scalar_(this, value.Value));

        public Tensor round(long decimals = 0L) => NativeMethods.ts_round(this, decimals);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) =>
            NativeMethods.ts_clamp_scalar(this, NativeScalar.Of(min), NativeScalar.Of(max));

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => NativeMethods.ts_clamp(this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) =>
            Done(NativeMethods.ts_clamp_scalar_(this, NativeScalar.Of(min), NativeScalar.Of(max)));

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Done(NativeMethods.ts_clamp_(this, min, max));

        public Tensor maximum(Tensor other) => NativeMethods.ts_maximum(this, other);

        public Tensor minimum(Tensor other) => NativeMethods.ts_minimum(this, other);

        public Tensor softmax(long dim, ScalarType? dtype = null) =>
            NativeMethods.ts_softmax(this, dim, NativeOptions.TypeOf(dtype));

        public Tensor log_softmax(long dim, ScalarType? dtype = null) =>
            NativeMethods.ts_log_softmax(this, dim, NativeOptions.TypeOf(dtype));

        private static NativeScalar One => new(1, 1);
    }
}
