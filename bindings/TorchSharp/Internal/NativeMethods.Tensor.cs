using System.Runtime.InteropServices;

namespace TorchSharp.Internal;

/// <summary>This part: what a tensor is, where it lives, its memory and its gradient.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    [SuppressGCTransition]
    internal static partial void ts_header(torch.Tensor self, out NativeHeader header);

    [LibraryImport(Shim)]
    [SuppressGCTransition]
    internal static partial long ts_rank(torch.Tensor self);

    [LibraryImport(Shim)]
    [SuppressGCTransition]
    internal static partial void ts_sizes(torch.Tensor self, long* sizes);

    [LibraryImport(Shim)]
    [SuppressGCTransition]
    internal static partial void ts_strides(torch.Tensor self, long* strides);

    [LibraryImport(Shim)]
    internal static partial int ts_size(torch.Tensor self, long dim, out long result);

    [LibraryImport(Shim)]
    internal static partial int ts_stride(torch.Tensor self, long dim, out long result);

    [LibraryImport(Shim)]
    internal static partial int ts_data(torch.Tensor self, out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial int ts_item(torch.Tensor self, void* result);

    [LibraryImport(Shim)]
    internal static partial int ts_item_double(torch.Tensor self, out double result);

    [LibraryImport(Shim)]
    internal static partial int ts_item_long(torch.Tensor self, out long result);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_alias(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_to(
        torch.Tensor self, NativeOptions options, [MarshalAs(UnmanagedType.U1)] bool copy,
        [MarshalAs(UnmanagedType.U1)] bool non_blocking);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_clone(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_contiguous(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_pin_memory(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_detach(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial int ts_detach_(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial int ts_copy_(
        torch.Tensor self, torch.Tensor source, [MarshalAs(UnmanagedType.U1)] bool non_blocking);

    [LibraryImport(Shim)]
    internal static partial int ts_set_data(torch.Tensor self, torch.Tensor data);

    [LibraryImport(Shim)]
    internal static partial int ts_set_requires_grad(torch.Tensor self, [MarshalAs(UnmanagedType.U1)] bool value);

    [LibraryImport(Shim)]
    internal static partial int ts_retain_grad(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial int ts_grad(torch.Tensor self, out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial int ts_set_grad(torch.Tensor self, torch.Tensor? grad);

    [LibraryImport(Shim)]
    internal static partial int ts_zero_grads(
        ReadOnlySpan<IntPtr> tensors, long count, [MarshalAs(UnmanagedType.U1)] bool set_to_none);

    [LibraryImport(Shim)]
    internal static partial int ts_backward(torch.Tensor self);

    [LibraryImport(Shim)]
    internal static partial int ts_backward_full(
        torch.Tensor self, ReadOnlySpan<IntPtr> grads, long grad_count, [MarshalAs(UnmanagedType.U1)] bool retain_graph,
        [MarshalAs(UnmanagedType.U1)] bool create_graph, ReadOnlySpan<IntPtr> inputs, long input_count);

    [LibraryImport(Shim, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ts_save(torch.Tensor self, string location);

    [LibraryImport(Shim, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial torch.Tensor ts_load(string location);
}
