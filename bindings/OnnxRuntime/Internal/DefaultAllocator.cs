using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Internal;

/// <summary>The allocator behind every string and array that the C API hands over.</summary>
internal static unsafe class DefaultAllocator
{
    public static readonly nint Pointer = Get();

    public static void Free(void* memory)
    {
        if (memory != null)
            NativeStatus.Verify(NativeMethods.Api->AllocatorFree(Pointer, memory));
    }

    /// <summary>Copies a zero-terminated UTF-8 string and frees the original.</summary>
    public static string Take(byte* text)
    {
        var copy = Marshal.PtrToStringUTF8((nint)text);
        Free(text);
        return copy;
    }

    private static nint Get()
    {
        nint allocator;
        NativeStatus.Verify(NativeMethods.Api->GetAllocatorWithDefaultOptions(&allocator));
        return allocator;
    }
}
