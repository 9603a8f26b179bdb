using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Internal;

/// <summary>A zero-terminated UTF-8 copy of a string for the length of a native call.</summary>
internal readonly unsafe ref struct Utf8
{
    public Utf8(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Value = (byte*)Marshal.StringToCoTaskMemUTF8(text);
    }

    public byte* Value { get; }

    public void Dispose() => Marshal.FreeCoTaskMem((nint)Value);
}
