using System.Runtime.InteropServices.Marshalling;
using TorchSharp.Internal;

namespace TorchSharp;

#pragma warning disable CA1816 // MoveHandle leaves nothing to finalize
public static partial class torch
{
    /// <summary>A native tensor; freed by <see cref="Dispose()"/>, by its scope, or at last by the finalizer.</summary>
    [NativeMarshalling(typeof(TensorMarshaller))]
    public partial class Tensor : IDisposable
    {
        private static long s_totalCount;
        private static long s_peakCount;

        private IntPtr _handle;

        internal Tensor(IntPtr handle)
        {
            _handle = handle;
            var total = Interlocked.Increment(ref s_totalCount);
            var peak = Interlocked.Read(ref s_peakCount);
            while (total > peak)
            {
                var seen = Interlocked.CompareExchange(ref s_peakCount, total, peak);
                if (seen == peak)
                    break;
                peak = seen;
            }
            OwningDisposeScope = DisposeScope.RegisterOnInnermost(this);
        }

        ~Tensor() => Dispose(false);

        public static long TotalCount => Interlocked.Read(ref s_totalCount);

        public static long PeakCount => Interlocked.Read(ref s_peakCount);

        public bool IsInvalid => _handle == IntPtr.Zero;

        public IntPtr Handle
        {
            get
            {
                if (_handle == IntPtr.Zero)
                    ThrowInvalid();
                return _handle;
            }
        }

        internal DisposeScope? OwningDisposeScope { get; set; }

        public void Dispose()
        {
            OwningDisposeScope?.MarkAsDisposed(this);
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null && other is not null)
                other.Attach(this);
            else
                OwningDisposeScope?.MoveToOther(other, this);
            return this;
        }

        public override string ToString() =>
            IsInvalid ? "[invalid]" : $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";

        /// <summary>The handle goes to a new owner; this tensor is invalid afterwards.</summary>
        internal IntPtr MoveHandle()
        {
            var handle = Handle;
            OwningDisposeScope?.MarkAsDisposed(this);
            _handle = IntPtr.Zero;
            Interlocked.Decrement(ref s_totalCount);
            GC.SuppressFinalize(this);
            return handle;
        }

        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, IntPtr.Zero);
            if (handle == IntPtr.Zero)
                return;
            Interlocked.Decrement(ref s_totalCount);
            NativeMethods.ts_free(handle);
        }

        private static void ThrowInvalid() => throw new InvalidOperationException("Tensor invalid -- empty handle.");

        private Tensor Done(int status)
        {
            Native.Check(status);
            return this;
        }
    }
}
