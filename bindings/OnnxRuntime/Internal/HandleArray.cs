namespace Microsoft.ML.OnnxRuntime.Internal;

/// <summary>The native values of a collection, held open for the length of a run.</summary>
internal readonly ref struct HandleArray
{
    private readonly OwnedHandle[] _held;

    public HandleArray(IReadOnlyCollection<OrtValue> values)
    {
        _held = new OwnedHandle[values.Count];
        Values = new nint[values.Count];
        var i = 0;
        try
        {
            foreach (var value in values)
            {
                var added = false;
                value.Handle.DangerousAddRef(ref added);
                _held[i] = value.Handle;
                Values[i++] = value.Handle.DangerousGetHandle();
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public nint[] Values { get; }

    public void Dispose()
    {
        foreach (var handle in _held)
            handle?.DangerousRelease();
    }
}
