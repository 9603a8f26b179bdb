using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.ML.OnnxRuntime.Internal;

/// <summary>A session's inputs or outputs: names in model order, metadata, the names in UTF-8.</summary>
internal sealed unsafe class NodeNames
{
    private readonly string[] _names;
    private readonly Dictionary<string, NodeMetadata> _metadata;

    // Zero-terminated UTF-8 that the collector never moves.
    private readonly Dictionary<string, byte[]> _pinned = [];

    public NodeNames(
        OwnedHandle session,
        delegate* unmanaged[Cdecl]<nint, nuint*, nint> getCount,
        delegate* unmanaged[Cdecl]<nint, nuint, nint, byte**, nint> getName,
        delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint> getTypeInfo)
    {
        using var native = new HandleScope(session);
        nuint count;
        NativeStatus.Verify(getCount(native.Value, &count));
        _names = new string[count];
        _metadata = new Dictionary<string, NodeMetadata>((int)count);
        for (nuint i = 0; i < count; i++)
        {
            byte* text;
            NativeStatus.Verify(getName(native.Value, i, DefaultAllocator.Pointer, &text));
            var name = DefaultAllocator.Take(text);
            nint typeInfo;
            NativeStatus.Verify(getTypeInfo(native.Value, i, &typeInfo));
            using var owned = new OwnedHandle(typeInfo, NativeMethods.Api->ReleaseTypeInfo);
            _names[i] = name;
            _metadata[name] = new NodeMetadata(typeInfo);
            var utf8 = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(name) + 1, pinned: true);
            Encoding.UTF8.GetBytes(name, utf8);
            _pinned[name] = utf8;
        }
    }

    public IReadOnlyList<string> Names => _names;

    public IReadOnlyDictionary<string, NodeMetadata> Metadata => _metadata;

    /// <summary>Pointers that are good for as long as this object is.</summary>
    public nint[] ToPointers(IReadOnlyCollection<string> names, string kind)
    {
        var pointers = new nint[names.Count];
        var i = 0;
        foreach (var name in names)
        {
            if (!_pinned.TryGetValue(name, out var utf8))
            {
                throw new OnnxRuntimeException(
                    ErrorCode.InvalidArgument, $"{kind} name: '{name}' is not in the metadata");
            }

            pointers[i++] = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(utf8));
        }

        return pointers;
    }
}
