using System.Runtime.InteropServices;

namespace TorchSharp.Internal;

/// <summary>The functions of libTorchSharpShim; this part: errors, threads, random numbers, modes, devices.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Shim = ShimLibrary.Name;

    static NativeMethods() => ShimLibrary.Register();

    [LibraryImport(Shim)]
    internal static partial IntPtr ts_last_error();

    [LibraryImport(Shim)]
    internal static partial void ts_free(IntPtr tensor);

    [LibraryImport(Shim)]
    [SuppressGCTransition]
    internal static partial long ts_live_tensors();

    [LibraryImport(Shim)]
    internal static partial IntPtr ts_version();

    [LibraryImport(Shim)]
    internal static partial int ts_get_num_threads();

    [LibraryImport(Shim)]
    internal static partial int ts_set_num_threads(int count);

    [LibraryImport(Shim)]
    internal static partial int ts_get_num_interop_threads();

    [LibraryImport(Shim)]
    internal static partial int ts_set_num_interop_threads(int count);

    [LibraryImport(Shim)]
    [SuppressGCTransition]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ts_get_grad_mode();

    [LibraryImport(Shim)]
    [SuppressGCTransition]
    internal static partial void ts_set_grad_mode([MarshalAs(UnmanagedType.U1)] bool enabled);

    [LibraryImport(Shim)]
    [SuppressGCTransition]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ts_is_inference_mode();

    [LibraryImport(Shim)]
    internal static partial IntPtr ts_inference_mode_enter([MarshalAs(UnmanagedType.U1)] bool enabled);

    [LibraryImport(Shim)]
    internal static partial void ts_inference_mode_leave(IntPtr guard);

    [LibraryImport(Shim)]
    internal static partial int ts_cuda_device_count();

    [LibraryImport(Shim)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ts_cudnn_is_available();

    [LibraryImport(Shim)]
    internal static partial int ts_cuda_synchronize(long index);

    [LibraryImport(Shim)]
    internal static partial int ts_manual_seed(ulong seed);

    [LibraryImport(Shim)]
    internal static partial IntPtr ts_default_generator();

    [LibraryImport(Shim)]
    internal static partial void ts_generator_free(IntPtr generator);

    [LibraryImport(Shim)]
    internal static partial int ts_generator_seed(IntPtr generator, ulong seed);

    [LibraryImport(Shim)]
    internal static partial ulong ts_generator_reseed(IntPtr generator);

    [LibraryImport(Shim)]
    internal static partial ulong ts_generator_initial_seed(IntPtr generator);

    [LibraryImport(Shim)]
    internal static partial torch.Tensor ts_generator_get_state(IntPtr generator);

    [LibraryImport(Shim)]
    internal static partial int ts_generator_set_state(IntPtr generator, torch.Tensor state);
}
