using System;
using System.Collections.Generic;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A loaded model. Runs are thread-safe; one binding is not.</summary>
public unsafe class InferenceSession : IDisposable
{
    private readonly OrtEnv _environment = OrtEnv.Instance();
    private readonly Dictionary<string, NodeMetadata> _inputs = [];
    private readonly Dictionary<string, NodeMetadata> _outputs = [];
    private readonly List<string> _inputNames = [];
    private readonly List<string> _outputNames = [];
    private IntPtr _handle;

    public InferenceSession(string modelPath, SessionOptions options)
    {
        fixed (byte* path = NativeMethods.Utf8(modelPath))
        {
            IntPtr session;
            NativeMethods.Check(NativeMethods.CreateSession(_environment.Handle, path, options.Handle, &session));
            _handle = session;
        }

        GC.KeepAlive(options);
        nuint inputs, outputs;
        NativeMethods.Check(NativeMethods.SessionGetInputCount(_handle, &inputs));
        NativeMethods.Check(NativeMethods.SessionGetOutputCount(_handle, &outputs));
        Describe(inputs, NativeMethods.SessionGetInputName, NativeMethods.SessionGetInputTypeInfo, _inputNames, _inputs);
        Describe(outputs, NativeMethods.SessionGetOutputName, NativeMethods.SessionGetOutputTypeInfo, _outputNames, _outputs);
    }

    ~InferenceSession() => Dispose(false);

    public IReadOnlyDictionary<string, NodeMetadata> InputMetadata => _inputs;

    public IReadOnlyList<string> InputNames => _inputNames;

    public IReadOnlyDictionary<string, NodeMetadata> OutputMetadata => _outputs;

    public IReadOnlyList<string> OutputNames => _outputNames;

    internal IntPtr Handle => _handle;

    public OrtIoBinding CreateIoBinding() => new(this);

    public void RunWithBinding(RunOptions runOptions, OrtIoBinding ioBinding)
    {
        NativeMethods.Check(NativeMethods.RunWithBinding(_handle, runOptions.Handle, ioBinding.Handle));
        GC.KeepAlive(runOptions);
        GC.KeepAlive(ioBinding);
        GC.KeepAlive(this);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_handle != IntPtr.Zero)
        {
            NativeMethods.ReleaseSession(_handle);
            _handle = IntPtr.Zero;
        }
    }

    private void Describe(
        nuint count,
        delegate* unmanaged[Cdecl]<IntPtr, nuint, IntPtr, byte**, IntPtr> getName,
        delegate* unmanaged[Cdecl]<IntPtr, nuint, IntPtr*, IntPtr> getType,
        List<string> names,
        Dictionary<string, NodeMetadata> metadata)
    {
        IntPtr allocator;
        NativeMethods.Check(NativeMethods.GetAllocatorWithDefaultOptions(&allocator));
        for (nuint i = 0; i < count; i++)
        {
            byte* text;
            NativeMethods.Check(getName(_handle, i, allocator, &text));
            var name = NativeMethods.Text(text);
            NativeMethods.Check(NativeMethods.AllocatorFree(allocator, text));
            IntPtr type;
            NativeMethods.Check(getType(_handle, i, &type));
            try
            {
                names.Add(name);
                metadata[name] = new NodeMetadata(type);
            }
            finally
            {
                NativeMethods.ReleaseTypeInfo(type);
            }
        }
    }
}
