using Microsoft.ML.OnnxRuntime.Internal;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A loaded model. Runs are thread-safe; bindings are not shared between threads.</summary>
public unsafe partial class InferenceSession : IDisposable
{
    private readonly NodeNames _inputs;
    private readonly NodeNames _outputs;
    private readonly Lazy<ModelMetadata> _modelMetadata;
    private readonly Lazy<RunOptions> _builtInRunOptions = new(() => new RunOptions());

    public InferenceSession(string modelPath)
        : this(WithBuiltIn(options => Load(modelPath, options)))
    {
    }

    public InferenceSession(string modelPath, SessionOptions options)
        : this(Load(modelPath, options))
    {
    }

    public InferenceSession(byte[] model)
        : this(WithBuiltIn(options => Load(model, options)))
    {
    }

    public InferenceSession(byte[] model, SessionOptions options)
        : this(Load(model, options))
    {
    }

    private InferenceSession(OwnedHandle handle)
    {
        Handle = handle;
        var api = NativeMethods.Api;
        try
        {
            _inputs = new NodeNames(
                handle, api->SessionGetInputCount, api->SessionGetInputName, api->SessionGetInputTypeInfo);
            _outputs = new NodeNames(
                handle, api->SessionGetOutputCount, api->SessionGetOutputName, api->SessionGetOutputTypeInfo);
        }
        catch
        {
            Dispose();
            throw;
        }

        _modelMetadata = new Lazy<ModelMetadata>(() => new ModelMetadata(this));
    }

    public IReadOnlyDictionary<string, NodeMetadata> InputMetadata => _inputs.Metadata;

    public IReadOnlyList<string> InputNames => _inputs.Names;

    public IReadOnlyDictionary<string, NodeMetadata> OutputMetadata => _outputs.Metadata;

    public IReadOnlyList<string> OutputNames => _outputs.Names;

    public ModelMetadata ModelMetadata => _modelMetadata.Value;

    internal OwnedHandle Handle { get; }

    public string EndProfiling()
    {
        using var self = new HandleScope(Handle);
        byte* path;
        NativeStatus.Verify(NativeMethods.Api->SessionEndProfiling(self.Value, DefaultAllocator.Pointer, &path));
        return DefaultAllocator.Take(path);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    // Every native part is a handle with a finalizer of its own.
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        Handle.Dispose();
        if (_builtInRunOptions.IsValueCreated)
            _builtInRunOptions.Value.Dispose();
    }

    private static OwnedHandle WithBuiltIn(Func<SessionOptions, OwnedHandle> load)
    {
        using var options = new SessionOptions();
        return load(options);
    }

    private static OwnedHandle Load(string modelPath, SessionOptions options)
    {
        using var env = new HandleScope(OrtEnv.Instance());
        using var path = new Utf8(modelPath);
        using var native = new HandleScope(options);
        nint session;
        NativeStatus.Verify(NativeMethods.Api->CreateSession(env.Value, path.Value, native.Value, &session));
        return new OwnedHandle(session, NativeMethods.Api->ReleaseSession);
    }

    private static OwnedHandle Load(byte[] model, SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var env = new HandleScope(OrtEnv.Instance());
        using var native = new HandleScope(options);
        nint session;
        fixed (byte* bytes = model)
            NativeStatus.Verify(NativeMethods.Api->CreateSessionFromArray(
                env.Value, bytes, (nuint)model.Length, native.Value, &session));
        return new OwnedHandle(session, NativeMethods.Api->ReleaseSession);
    }
}
