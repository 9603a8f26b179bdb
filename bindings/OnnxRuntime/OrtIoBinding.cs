using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.OnnxRuntime.Internal;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Inputs and outputs bound to a session, reusable from run to run; not for two threads at once.</summary>
public unsafe class OrtIoBinding : SafeHandle
{
    // A session that nothing else holds must outlive its bindings.
    private readonly InferenceSession _session;

    internal OrtIoBinding(InferenceSession session)
        : base(0, ownsHandle: true)
    {
        using var native = new HandleScope(session.Handle);
        nint binding;
        NativeStatus.Verify(NativeMethods.Api->CreateIoBinding(native.Value, &binding));
        SetHandle(binding);
        _session = session;
    }

    public override bool IsInvalid => handle == 0;

    public void BindInput(string name, OrtValue ortValue) =>
        Bind(NativeMethods.Api->BindInput, name, ortValue.Handle);

    public void BindOutput(string name, OrtValue ortValue) =>
        Bind(NativeMethods.Api->BindOutput, name, ortValue.Handle);

    public void BindOutputToDevice(string name, OrtMemoryInfo memInfo) =>
        Bind(NativeMethods.Api->BindOutputToDevice, name, memInfo);

    public void SynchronizeBoundInputs()
    {
        using var self = new HandleScope(this);
        NativeStatus.Verify(NativeMethods.Api->SynchronizeBoundInputs(self.Value));
    }

    public void SynchronizeBoundOutputs()
    {
        using var self = new HandleScope(this);
        NativeStatus.Verify(NativeMethods.Api->SynchronizeBoundOutputs(self.Value));
    }

    public string[] GetOutputNames()
    {
        using var self = new HandleScope(this);
        byte* buffer = null;
        nuint* lengths = null;
        nuint count = 0;
        NativeStatus.Verify(NativeMethods.Api->GetBoundOutputNames(
            self.Value, DefaultAllocator.Pointer, &buffer, &lengths, &count));
        var names = new string[count];
        var next = buffer;
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Encoding.UTF8.GetString(next, (int)lengths[i]);
            next += lengths[i];
        }

        DefaultAllocator.Free(buffer);
        DefaultAllocator.Free(lengths);
        return names;
    }

    public IDisposableReadOnlyCollection<OrtValue> GetOutputValues()
    {
        using var self = new HandleScope(this);
        nint* handles = null;
        nuint count = 0;
        NativeStatus.Verify(NativeMethods.Api->GetBoundOutputValues(
            self.Value, DefaultAllocator.Pointer, &handles, &count));
        var values = new DisposableList<OrtValue>((int)count);
        for (nuint i = 0; i < count; i++)
            values.Add(new OrtValue(handles[i]));
        DefaultAllocator.Free(handles);
        return values;
    }

    public void ClearBoundInputs()
    {
        using var self = new HandleScope(this);
        NativeMethods.Api->ClearBoundInputs(self.Value);
    }

    public void ClearBoundOutputs()
    {
        using var self = new HandleScope(this);
        NativeMethods.Api->ClearBoundOutputs(self.Value);
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.Api->ReleaseIoBinding(handle);
        GC.KeepAlive(_session);
        return true;
    }

    private void Bind(delegate* unmanaged[Cdecl]<nint, byte*, nint, nint> bind, string name, SafeHandle target)
    {
        using var self = new HandleScope(this);
        using var utf8 = new Utf8(name);
        using var native = new HandleScope(target);
        NativeStatus.Verify(bind(self.Value, utf8.Value, native.Value));
    }
}
