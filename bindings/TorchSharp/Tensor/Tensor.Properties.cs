using TorchSharp.Internal;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long ndim => dim();

        public long NumberOfElements => numel();

        public long ElementSize => Header.ElementSize;

        public ScalarType dtype => (ScalarType)Header.Type;

        public DeviceType device_type => (DeviceType)Header.DeviceType;

        public Device device
        {
            get
            {
                var header = Header;
                return new Device((DeviceType)header.DeviceType, header.DeviceIndex);
            }
        }

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_leaf => Header.Leaf;

        public long[] shape => size();

        public bool requires_grad
        {
            get => Header.RequiresGrad;
            set => Native.Check(NativeMethods.ts_set_requires_grad(this, value));
        }

        public Tensor? grad
        {
            get
            {
                Native.Check(NativeMethods.ts_grad(this, out var handle));
                return handle == IntPtr.Zero ? null : new Tensor(handle);
            }

            set => Native.Check(NativeMethods.ts_set_grad(this, value));
        }

        private NativeHeader Header
        {
            get
            {
                NativeMethods.ts_header(this, out var header);
                return header;
            }
        }

        public long dim() => NativeMethods.ts_rank(this);

        public long numel() => Header.Count;

        public bool is_floating_point() => Header.FloatingPoint;

        public bool is_contiguous() => Header.Contiguous;

        public unsafe long[] size()
        {
            var sizes = new long[NativeMethods.ts_rank(this)];
            fixed (long* first = sizes)
                NativeMethods.ts_sizes(this, first);
            return sizes;
        }

        public long size(int dim)
        {
            Native.Check(NativeMethods.ts_size(this, dim, out var result));
            return result;
        }

        public unsafe long[] stride()
        {
            var strides = new long[NativeMethods.ts_rank(this)];
            fixed (long* first = strides)
                NativeMethods.ts_strides(this, first);
            return strides;
        }

        public long stride(int dim)
        {
            Native.Check(NativeMethods.ts_stride(this, dim, out var result));
            return result;
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public void retain_grad() => Native.Check(NativeMethods.ts_retain_grad(this));

        public void backward() => Native.Check(NativeMethods.ts_backward(this));

        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            Tensor[] grads = [.. grad_tensors ?? []];
            Tensor[] leaves = [.. inputs ?? []];
            Native.Check(NativeMethods.ts_backward_full(
                this, Native.Handles(grads), grads.Length, retain_graph || create_graph, create_graph,
                Native.Handles(leaves), leaves.Length));
            GC.KeepAlive(grads);
            GC.KeepAlive(leaves);
        }

        public Tensor detach() => NativeMethods.ts_detach(this);

        public Tensor detach_() => Done(NativeMethods.ts_detach_(this));
    }
}
