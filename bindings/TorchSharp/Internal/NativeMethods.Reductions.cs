using System.Runtime.InteropServices;

namespace TorchSharp.Internal;

/// <summary>This part: sums, means, extremes and orders.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_sum(torch.Tensor self, int dtype);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_sum_dims(
        torch.Tensor self, ReadOnlySpan<long> dims, long count, [MarshalAs(UnmanagedType.U1)] bool keepdim, int dtype);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_mean(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_mean_dims(
        torch.Tensor self, ReadOnlySpan<long> dims, long count, [MarshalAs(UnmanagedType.U1)] bool keepdim, int dtype);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_var(torch.Tensor self, [MarshalAs(UnmanagedType.U1)] bool unbiased);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_var_dims(
        torch.Tensor self, ReadOnlySpan<long> dims, long count, [MarshalAs(UnmanagedType.U1)] bool unbiased,
        [MarshalAs(UnmanagedType.U1)] bool keepdim);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_std(torch.Tensor self, [MarshalAs(UnmanagedType.U1)] bool unbiased);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_std_dims(
        torch.Tensor self, ReadOnlySpan<long> dims, long count, [MarshalAs(UnmanagedType.U1)] bool unbiased,
        [MarshalAs(UnmanagedType.U1)] bool keepdim);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_amax(
        torch.Tensor self, ReadOnlySpan<long> dims, long count, [MarshalAs(UnmanagedType.U1)] bool keepdim);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_amin(
        torch.Tensor self, ReadOnlySpan<long> dims, long count, [MarshalAs(UnmanagedType.U1)] bool keepdim);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_all_dim(
        torch.Tensor self, long dim, [MarshalAs(UnmanagedType.U1)] bool keepdim);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_any_dim(
        torch.Tensor self, long dim, [MarshalAs(UnmanagedType.U1)] bool keepdim);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_argmax_dim(
        torch.Tensor self, long dim, [MarshalAs(UnmanagedType.U1)] bool keepdim);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_argmin_dim(
        torch.Tensor self, long dim, [MarshalAs(UnmanagedType.U1)] bool keepdim);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_argmax(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_argmin(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_norm(torch.Tensor self, double p);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_norm_dim(
        torch.Tensor self, double p, long dim, [MarshalAs(UnmanagedType.U1)] bool keepdim);

    [LibraryImport(Shim)]
    internal static partial int ts_max_dim(
        torch.Tensor self, long dim, [MarshalAs(UnmanagedType.U1)] bool keepdim, out IntPtr values, out IntPtr indices);

    [LibraryImport(Shim)]
    internal static partial int ts_min_dim(
        torch.Tensor self, long dim, [MarshalAs(UnmanagedType.U1)] bool keepdim, out IntPtr values, out IntPtr indices);

    [LibraryImport(Shim)]
    internal static partial int ts_topk(
        torch.Tensor self, long k, long dim, [MarshalAs(UnmanagedType.U1)] bool largest,
        [MarshalAs(UnmanagedType.U1)] bool sorted, out IntPtr values, out IntPtr indices);

    [LibraryImport(Shim)]
    internal static partial int ts_sort(
        torch.Tensor self, long dim, [MarshalAs(UnmanagedType.U1)] bool descending,
        [MarshalAs(UnmanagedType.U1)] bool stable, out IntPtr values, out IntPtr indices);
}
