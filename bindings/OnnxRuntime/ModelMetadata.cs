using Microsoft.ML.OnnxRuntime.Internal;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>What a model says about itself.</summary>
public unsafe class ModelMetadata
{
    internal ModelMetadata(InferenceSession session)
    {
        var api = NativeMethods.Api;
        using var native = new HandleScope(session.Handle);
        nint metadata;
        NativeStatus.Verify(api->SessionGetModelMetadata(native.Value, &metadata));
        try
        {
            ProducerName = Read(metadata, api->ModelMetadataGetProducerName);
            GraphName = Read(metadata, api->ModelMetadataGetGraphName);
            Domain = Read(metadata, api->ModelMetadataGetDomain);
            Description = Read(metadata, api->ModelMetadataGetDescription);
            GraphDescription = Read(metadata, api->ModelMetadataGetGraphDescription);
            long version;
            NativeStatus.Verify(api->ModelMetadataGetVersion(metadata, &version));
            Version = version;
            ReadMap(metadata);
        }
        finally
        {
            api->ReleaseModelMetadata(metadata);
        }
    }

    public string ProducerName { get; }

    public string GraphName { get; }

    public string Domain { get; }

    public string Description { get; }

    public string GraphDescription { get; }

    public long Version { get; }

    public Dictionary<string, string> CustomMetadataMap { get; } = [];

    private static string Read(nint metadata, delegate* unmanaged[Cdecl]<nint, nint, byte**, nint> getter)
    {
        byte* text;
        NativeStatus.Verify(getter(metadata, DefaultAllocator.Pointer, &text));
        return DefaultAllocator.Take(text);
    }

    private void ReadMap(nint metadata)
    {
        var api = NativeMethods.Api;
        byte** keys = null;
        long count;
        NativeStatus.Verify(api->ModelMetadataGetKeys(metadata, DefaultAllocator.Pointer, &keys, &count));
        for (var i = 0L; i < count; i++)
        {
            byte* value;
            NativeStatus.Verify(api->ModelMetadataLookup(metadata, DefaultAllocator.Pointer, keys[i], &value));
            CustomMetadataMap[DefaultAllocator.Take(keys[i])] = DefaultAllocator.Take(value);
        }

        DefaultAllocator.Free(keys);
    }
}
