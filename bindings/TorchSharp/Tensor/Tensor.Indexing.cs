using System.Runtime.CompilerServices;
using TorchSharp.Internal;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => At([i1]);
            set => SetAt(value, [i1]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => At([i1, i2]);
            set => SetAt(value, [i1, i2]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => At([i1, i2, i3]);
            set => SetAt(value, [i1, i2, i3]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => At([i1, i2, i3, i4]);
            set => SetAt(value, [i1, i2, i3, i4]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => At(indices);
            set => SetAt(value, indices);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            var result = NativeMethods.ts_index(this, Positions(indices), indices.Length);
            GC.KeepAlive(indices);
            return result;
        }

        public Tensor index(params Tensor[] indices) => index(Positions(indices));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            Native.Check(NativeMethods.ts_index_put_(this, Positions(indices), indices.Length, value));
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            if (!accumulate)
                return index_put_(value, indices);
            throw new NotSupportedException("Accumulating needs tensors of indices, not slices.");
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, Positions(indices));

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false)
        {
            if (!accumulate)
                return index_put_(value, Positions(indices));
            Native.Check(NativeMethods.ts_index_accumulate_(this, Native.Handles(indices), indices.Length, value));
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            Native.Check(NativeMethods.ts_index_put_scalar_(this, Positions(indices), indices.Length, value.Value));
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, Positions(indices));

        public Tensor index_select(long dim, Tensor index) => NativeMethods.ts_index_select(this, dim, index);

        public Tensor select(long dim, long index) => NativeMethods.ts_select(this, dim, index);

        public Tensor narrow(long dim, long start, long length) => NativeMethods.ts_narrow(this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) =>
            NativeMethods.ts_slice(this, dim, start, finish, step);

        public Tensor gather(long dim, Tensor index) => NativeMethods.ts_gather(this, dim, index);

        public Tensor scatter_(long dim, Tensor index, Tensor src) =>
            Done(NativeMethods.ts_scatter_(this, dim, index, src));

        public Tensor masked_select(Tensor mask) => NativeMethods.ts_masked_select(this, mask);

        public Tensor masked_fill(Tensor mask, Scalar value) => NativeMethods.ts_masked_fill(this, mask, value.Value);

        public Tensor masked_fill_(Tensor mask, Scalar value) =>
            Done(NativeMethods.ts_masked_fill_(this, mask, value.Value));

        public Tensor nonzero() => NativeMethods.ts_nonzero(this);

        public Tensor where(Tensor condition, Tensor y) => NativeMethods.ts_where(condition, this, y);

        private static TensorIndex[] Positions(Tensor[] indices) => Array.ConvertAll(indices, TensorIndex.Tensor);

        private static NativeIndex[] Positions(TensorIndex[] indices) => Array.ConvertAll(indices, i => i.ToNative());

        private Tensor At(ReadOnlySpan<long> position) => NativeMethods.ts_at(this, position, position.Length);

        private void SetAt(Tensor value, ReadOnlySpan<long> position)
        {
            using var target = At(position);
            target.copy_(value);
        }
    }
}
