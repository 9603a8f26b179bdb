using System.Runtime.InteropServices;

namespace TorchSharp.Internal;

/// <summary>This part: layers and losses.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_conv2d(
        torch.Tensor input, torch.Tensor weight, torch.Tensor? bias, ReadOnlySpan<long> stride,
        ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, long groups);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_conv2d_same(
        torch.Tensor input, torch.Tensor weight, torch.Tensor? bias, ReadOnlySpan<long> stride,
        ReadOnlySpan<long> dilation, long groups);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_linear(torch.Tensor input, torch.Tensor weight, torch.Tensor? bias);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_batch_norm(
        torch.Tensor input, torch.Tensor? mean, torch.Tensor? variance, torch.Tensor? weight, torch.Tensor? bias,
        [MarshalAs(UnmanagedType.U1)] bool training, double momentum, double eps);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_adaptive_avg_pool2d(torch.Tensor input, ReadOnlySpan<long> size);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_max_pool2d(
        torch.Tensor input, ReadOnlySpan<long> kernel, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, [MarshalAs(UnmanagedType.U1)] bool ceil_mode);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_avg_pool2d(
        torch.Tensor input, ReadOnlySpan<long> kernel, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        [MarshalAs(UnmanagedType.U1)] bool ceil_mode, [MarshalAs(UnmanagedType.U1)] bool count_include_pad,
        long divisor);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_interpolate(
        torch.Tensor input, ReadOnlySpan<long> sizes, ReadOnlySpan<double> factors, long rank, int mode,
        int align_corners, [MarshalAs(UnmanagedType.U1)] bool recompute, [MarshalAs(UnmanagedType.U1)] bool antialias);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_pad(
        torch.Tensor input, ReadOnlySpan<long> pad, long count, int mode, double value);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_dropout(
        torch.Tensor input, double p, [MarshalAs(UnmanagedType.U1)] bool training,
        [MarshalAs(UnmanagedType.U1)] bool inplace);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_dropout2d(
        torch.Tensor input, double p, [MarshalAs(UnmanagedType.U1)] bool training,
        [MarshalAs(UnmanagedType.U1)] bool inplace);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_cross_entropy(
        torch.Tensor input, torch.Tensor target, torch.Tensor? weight, long reduction, long ignore_index,
        double smoothing);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_nll_loss(
        torch.Tensor input, torch.Tensor target, torch.Tensor? weight, long reduction);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_mse_loss(torch.Tensor input, torch.Tensor target, long reduction);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_l1_loss(torch.Tensor input, torch.Tensor target, long reduction);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_smooth_l1_loss(
        torch.Tensor input, torch.Tensor target, long reduction, double beta);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_kl_div(
        torch.Tensor input, torch.Tensor target, long reduction, [MarshalAs(UnmanagedType.U1)] bool log_target);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_binary_cross_entropy_with_logits(
        torch.Tensor input, torch.Tensor target, torch.Tensor? weight, torch.Tensor? pos_weight, long reduction);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_one_hot(torch.Tensor input, long classes);
}
