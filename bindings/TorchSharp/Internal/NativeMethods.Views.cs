using System.Runtime.InteropServices;

namespace TorchSharp.Internal;

/// <summary>This part: other shapes of the same data, parts of it, and joining.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_view(torch.Tensor self, ReadOnlySpan<long> sizes, long rank);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_reshape(torch.Tensor self, ReadOnlySpan<long> sizes, long rank);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_expand(torch.Tensor self, ReadOnlySpan<long> sizes, long rank);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_repeat(torch.Tensor self, ReadOnlySpan<long> sizes, long rank);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_permute(torch.Tensor self, ReadOnlySpan<long> sizes, long rank);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_flip(torch.Tensor self, ReadOnlySpan<long> sizes, long rank);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_flatten(torch.Tensor self, long start, long end);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_squeeze(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_squeeze_dim(torch.Tensor self, long dim);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_unsqueeze(torch.Tensor self, long dim);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_transpose(torch.Tensor self, long dim0, long dim1);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_narrow(torch.Tensor self, long dim, long start, long length);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_slice(torch.Tensor self, long dim, long start, long finish, long step);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_select(torch.Tensor self, long dim, long index);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_index_select(torch.Tensor self, long dim, torch.Tensor index);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_gather(torch.Tensor self, long dim, torch.Tensor index);

    [LibraryImport(Shim)]
    internal static partial int ts_scatter_(torch.Tensor self, long dim, torch.Tensor index, torch.Tensor source);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_masked_select(torch.Tensor self, torch.Tensor mask);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_masked_fill(torch.Tensor self, torch.Tensor mask, NativeScalar value);

    [LibraryImport(Shim)]
    internal static partial int ts_masked_fill_(torch.Tensor self, torch.Tensor mask, NativeScalar value);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_nonzero(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_where(torch.Tensor condition, torch.Tensor x, torch.Tensor y);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_cat(ReadOnlySpan<IntPtr> tensors, long count, long dim);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_stack(ReadOnlySpan<IntPtr> tensors, long count, long dim);

    [LibraryImport(Shim)]
    internal static partial int ts_chunk(torch.Tensor self, long chunks, long dim, Span<IntPtr> results, out int count);

    [LibraryImport(Shim)]
    internal static partial int ts_split_sizes(
        torch.Tensor self, ReadOnlySpan<long> sizes, long rank, long dim, Span<IntPtr> results);

    [LibraryImport(Shim)]
    internal static partial int ts_unbind(torch.Tensor self, long dim, Span<IntPtr> results, long room);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_index(torch.Tensor self, ReadOnlySpan<NativeIndex> indices, long count);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_at(torch.Tensor self, ReadOnlySpan<long> sizes, long rank);

    [LibraryImport(Shim)]
    internal static partial int ts_index_put_(
        torch.Tensor self, ReadOnlySpan<NativeIndex> indices, long count, torch.Tensor value);

    [LibraryImport(Shim)]
    internal static partial int ts_index_put_scalar_(
        torch.Tensor self, ReadOnlySpan<NativeIndex> indices, long count, NativeScalar value);

    [LibraryImport(Shim)]
    internal static partial int ts_index_accumulate_(
        torch.Tensor self, ReadOnlySpan<IntPtr> indices, long count, torch.Tensor value);
}
