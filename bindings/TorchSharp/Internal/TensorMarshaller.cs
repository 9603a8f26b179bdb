using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Internal;

/// <summary>
/// A tensor as an argument is its handle, kept alive over the call; as a result it is a new tensor, or the native error.
/// </summary>
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedIn, typeof(Argument))]
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedOut, typeof(Result))]
internal static class TensorMarshaller
{
    internal struct Argument
    {
        private torch.Tensor? _tensor;

        public void FromManaged(torch.Tensor? tensor) => _tensor = tensor;

        public readonly IntPtr ToUnmanaged() => _tensor is null ? IntPtr.Zero : _tensor.Handle;

        public readonly void OnInvoked() => GC.KeepAlive(_tensor);

        public readonly void Free()
        {
        }
    }

    internal struct Result
    {
        private IntPtr _handle;

        public void FromUnmanaged(IntPtr handle) => _handle = handle;

        public readonly torch.Tensor ToManaged()
        {
            if (_handle == IntPtr.Zero)
                Native.ThrowLast();
            return new torch.Tensor(_handle);
        }

        public readonly void Free()
        {
        }
    }
}
