using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Internal;

/// <summary>The keys and values of a dictionary as two arrays of zero-terminated UTF-8 strings.</summary>
internal readonly unsafe ref struct Utf8Pairs
{
    public Utf8Pairs(Dictionary<string, string> pairs)
    {
        Count = pairs?.Count ?? 0;
        Keys = (byte**)NativeMemory.AllocZeroed((nuint)Count + 1, (nuint)sizeof(byte*));
        Values = (byte**)NativeMemory.AllocZeroed((nuint)Count + 1, (nuint)sizeof(byte*));
        if (pairs is null)
            return;
        var i = 0;
        foreach (var (key, value) in pairs)
        {
            Keys[i] = (byte*)Marshal.StringToCoTaskMemUTF8(key);
            Values[i++] = (byte*)Marshal.StringToCoTaskMemUTF8(value ?? "");
        }
    }

    public int Count { get; }

    public byte** Keys { get; }

    public byte** Values { get; }

    public void Dispose()
    {
        for (var i = 0; i < Count; i++)
        {
            Marshal.FreeCoTaskMem((nint)Keys[i]);
            Marshal.FreeCoTaskMem((nint)Values[i]);
        }

        NativeMemory.Free(Keys);
        NativeMemory.Free(Values);
    }
}
