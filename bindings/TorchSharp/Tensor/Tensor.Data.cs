using TorchSharp.Internal;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The memory of a contiguous tensor on the CPU.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                var header = Header;
                var length = header.Count * header.ElementSize;
                if (length > int.MaxValue)
                    throw new ArgumentException("Span only supports up to int.MaxValue elements.");
                if ((DeviceType)header.DeviceType != DeviceType.CPU)
                    throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
                if (!header.Contiguous)
                    throw new InvalidOperationException("The tensor is not contiguous; its bytes are not one span.");
                return new Span<byte>((void*)DataPointer, (int)length);
            }

            set
            {
                var target = bytes;
                if (value.Length != target.Length)
                    throw new ArgumentException("Tensor data and span sizes do not match.");
                value.CopyTo(target);
            }
        }

        internal IntPtr DataPointer
        {
            get
            {
                Native.Check(NativeMethods.ts_data(this, out var data));
                return data;
            }
        }

        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            var header = Header;
            ElementTypes.Require<T>((ScalarType)header.Type);
            var here = (DeviceType)header.DeviceType == DeviceType.CPU ? alias() : cpu();
            return new TensorAccessor<T>(here.DetachFromDisposeScope());
        }

        public unsafe T item<T>()
            where T : unmanaged
        {
            var header = Header;
            if (header.Count != 1)
                throw new ArgumentException($"Number of elements in the tensor must be 1, but is {header.Count}.");
            ElementTypes.Require<T>((ScalarType)header.Type);
            T result;
            Native.Check(NativeMethods.ts_item(this, &result));
            return result;
        }

        public void save(string location) => Native.Check(NativeMethods.ts_save(this, location));
    }
}
