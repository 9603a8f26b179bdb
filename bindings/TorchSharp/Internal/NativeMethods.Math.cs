using System.Runtime.InteropServices;

namespace TorchSharp.Internal;

/// <summary>This part: element by element, and matrix products.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_abs(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_neg(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_exp(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_log(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_sqrt(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_rsqrt(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_square(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_reciprocal(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_floor(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_ceil(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_relu(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_sigmoid(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_isfinite(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_isnan(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_logical_not(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_bitwise_not(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_all(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_any(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_max(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_min(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial int ts_zero_(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial int ts_abs_(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial int ts_sqrt_(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial int ts_relu_(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial int ts_sigmoid_(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_mul(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_mul_scalar(torch.Tensor self, NativeScalar other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_pow(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_pow_scalar(torch.Tensor self, NativeScalar other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_eq(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_eq_scalar(torch.Tensor self, NativeScalar other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_ne(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_ne_scalar(torch.Tensor self, NativeScalar other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_lt(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_lt_scalar(torch.Tensor self, NativeScalar other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_le(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_le_scalar(torch.Tensor self, NativeScalar other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_gt(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_gt_scalar(torch.Tensor self, NativeScalar other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_ge(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_ge_scalar(torch.Tensor self, NativeScalar other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_remainder(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_remainder_scalar(torch.Tensor self, NativeScalar other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_rsub_scalar(torch.Tensor self, NativeScalar other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_maximum(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_minimum(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_logical_and(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_logical_or(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_bitwise_and(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_bitwise_or(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_bitwise_xor(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_matmul(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial int ts_mul_(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial int ts_mul_scalar_(torch.Tensor self, NativeScalar other);

    [LibraryImport(Shim)]
    internal static partial int ts_pow_(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial int ts_pow_scalar_(torch.Tensor self, NativeScalar other);

    [LibraryImport(Shim)]
    internal static partial int ts_fill_(torch.Tensor self, torch.Tensor other);

    [LibraryImport(Shim)]
    internal static partial int ts_fill_scalar_(torch.Tensor self, NativeScalar other);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_add(torch.Tensor self, torch.Tensor other, NativeScalar alpha);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_add_scalar(torch.Tensor self, NativeScalar other, NativeScalar alpha);

    [LibraryImport(Shim)]
    internal static partial int ts_add_(torch.Tensor self, torch.Tensor other, NativeScalar alpha);

    [LibraryImport(Shim)]
    internal static partial int ts_add_scalar_(torch.Tensor self, NativeScalar other, NativeScalar alpha);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_sub(torch.Tensor self, torch.Tensor other, NativeScalar alpha);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_sub_scalar(torch.Tensor self, NativeScalar other, NativeScalar alpha);

    [LibraryImport(Shim)]
    internal static partial int ts_sub_(torch.Tensor self, torch.Tensor other, NativeScalar alpha);

    [LibraryImport(Shim)]
    internal static partial int ts_sub_scalar_(torch.Tensor self, NativeScalar other, NativeScalar alpha);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_div(torch.Tensor self, torch.Tensor other, int mode);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_div_scalar(torch.Tensor self, NativeScalar other, int mode);

    [LibraryImport(Shim)]
    internal static partial int ts_div_(torch.Tensor self, torch.Tensor other, int mode);

    [LibraryImport(Shim)]
    internal static partial int ts_div_scalar_(torch.Tensor self, NativeScalar other, int mode);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_round(torch.Tensor self, long decimals);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_clamp_scalar(torch.Tensor self, NativeScalar min, NativeScalar max);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_clamp(torch.Tensor self, torch.Tensor? min, torch.Tensor? max);

    [LibraryImport(Shim)]
    internal static partial int ts_clamp_scalar_(torch.Tensor self, NativeScalar min, NativeScalar max);

    [LibraryImport(Shim)]
    internal static partial int ts_clamp_(torch.Tensor self, torch.Tensor? min, torch.Tensor? max);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_softmax(torch.Tensor self, long dim, int dtype);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_log_softmax(torch.Tensor self, long dim, int dtype);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_cumsum(torch.Tensor self, long dim, int dtype);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_bincount(torch.Tensor self, torch.Tensor? weights, long min_length);

    [LibraryImport(Shim)]
    internal static partial int ts_allclose(
        torch.Tensor self, torch.Tensor other, double rtol, double atol, [MarshalAs(UnmanagedType.U1)] bool equal_nan,
        out byte result);
}
