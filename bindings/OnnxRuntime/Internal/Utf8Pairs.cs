using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Key-value options as two native arrays of UTF-8 strings.</summary>
sealed unsafe class Utf8Pairs : IDisposable
{
    private readonly IntPtr[] _keys;
    private readonly IntPtr[] _values;
    private GCHandle _pinnedKeys;
    private GCHandle _pinnedValues;

    public Utf8Pairs(Dictionary<string, string> pairs)
    {
        _keys = new IntPtr[pairs?.Count ?? 0];
        _values = new IntPtr[_keys.Length];
        var i = 0;
        foreach (var (key, value) in pairs ?? [])
        {
            _keys[i] = Marshal.StringToCoTaskMemUTF8(key);
            _values[i++] = Marshal.StringToCoTaskMemUTF8(value);
        }

        _pinnedKeys = GCHandle.Alloc(_keys, GCHandleType.Pinned);
        _pinnedValues = GCHandle.Alloc(_values, GCHandleType.Pinned);
    }

    public nuint Count => (nuint)_keys.Length;

    public byte** Keys => (byte**)_pinnedKeys.AddrOfPinnedObject();

    public byte** Values => (byte**)_pinnedValues.AddrOfPinnedObject();

    public void Dispose()
    {
        _pinnedKeys.Free();
        _pinnedValues.Free();
        foreach (var text in _keys)
        {
            Marshal.FreeCoTaskMem(text);
        }

        foreach (var text in _values)
        {
            Marshal.FreeCoTaskMem(text);
        }
    }
}
