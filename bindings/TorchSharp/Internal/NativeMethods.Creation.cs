using System.Runtime.InteropServices;

namespace TorchSharp.Internal;

/// <summary>This part: tensors out of nothing, out of numbers and out of managed memory.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_copy_of(
        void* data, ReadOnlySpan<long> sizes, long rank, int source, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_over(
        void* data, ReadOnlySpan<long> sizes, long rank, int dtype, void* cookie, delegate* unmanaged<void*,
        void> release);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_scalar_tensor(NativeScalar value, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_empty(ReadOnlySpan<long> sizes, long rank, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_zeros(ReadOnlySpan<long> sizes, long rank, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_ones(ReadOnlySpan<long> sizes, long rank, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_full(
        ReadOnlySpan<long> sizes, long rank, NativeScalar value, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_rand(
        ReadOnlySpan<long> sizes, long rank, IntPtr generator, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_randn(
        ReadOnlySpan<long> sizes, long rank, IntPtr generator, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_randint(
        long low, long high, ReadOnlySpan<long> sizes, long rank, IntPtr generator, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_randperm(long n, IntPtr generator, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_arange(
        NativeScalar start, NativeScalar stop, NativeScalar step, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_linspace(double start, double stop, long steps, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_eye(long rows, long columns, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_empty_like(torch.Tensor self, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_zeros_like(torch.Tensor self, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_ones_like(torch.Tensor self, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_rand_like(torch.Tensor self, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_full_like(torch.Tensor self, NativeScalar value, NativeOptions options);

    [LibraryImport(Shim)]
    internal static partial int ts_normal_(torch.Tensor self, double mean, double std, IntPtr generator);

    [LibraryImport(Shim)]
    internal static partial int ts_uniform_(torch.Tensor self, double low, double high, IntPtr generator);
}
