using System.Runtime.InteropServices;

namespace TorchSharp.Internal;

/// <summary>This part: whole optimiser steps.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial int ts_adam_step(
        ReadOnlySpan<IntPtr> parameters, ReadOnlySpan<IntPtr> averages, ReadOnlySpan<IntPtr> squares,
        ReadOnlySpan<IntPtr> maxima, Span<long> steps, long count, double lr, double beta1, double beta2, double eps,
        double weight_decay, [MarshalAs(UnmanagedType.U1)] bool decoupled, [MarshalAs(UnmanagedType.U1)] bool maximize);

    [LibraryImport(Shim)]
    internal static partial int ts_sgd_step(
        ReadOnlySpan<IntPtr> parameters, ReadOnlySpan<IntPtr> velocities, Span<long> steps, long count, double lr,
        double momentum, double dampening, double weight_decay, [MarshalAs(UnmanagedType.U1)] bool nesterov,
        [MarshalAs(UnmanagedType.U1)] bool maximize);

    [LibraryImport(Shim)]
    internal static partial int ts_clip_grad_norm_(
        ReadOnlySpan<IntPtr> parameters, long count, double max_norm, double p, out double norm);

    [LibraryImport(Shim)]
    internal static partial int ts_clip_grad_value_(ReadOnlySpan<IntPtr> parameters, long count, double value);
}
