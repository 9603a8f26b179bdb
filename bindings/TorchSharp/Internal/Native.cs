using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Internal;

/// <summary>The status after a native call, and lists of tensors as arrays of handles.</summary>
internal static class Native
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(int status)
    {
        if (status != 0)
            ThrowLast();
    }

#pragma warning disable CA2201 // the official exception of every native failure
    [DoesNotReturn]
    public static void ThrowLast() =>
        throw new ExternalException(Marshal.PtrToStringUTF8(NativeMethods.ts_last_error()));
#pragma warning restore CA2201

    /// <summary>The caller keeps the tensors alive over the native call.</summary>
    public static IntPtr[] Handles<T>(IReadOnlyList<T?> tensors)
        where T : torch.Tensor
    {
        var handles = new IntPtr[tensors.Count];
        for (var i = 0; i < handles.Length; i++)
            handles[i] = tensors[i]?.Handle ?? IntPtr.Zero;
        return handles;
    }

    public static torch.Tensor[] Tensors(ReadOnlySpan<IntPtr> handles)
    {
        var tensors = new torch.Tensor[handles.Length];
        for (var i = 0; i < tensors.Length; i++)
            tensors[i] = new torch.Tensor(handles[i]);
        return tensors;
    }
}
