using TorchSharp.Internal;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor view(params long[] shape) => NativeMethods.ts_view(this, shape, shape.Length);

        public Tensor reshape(params long[] shape) => NativeMethods.ts_reshape(this, shape, shape.Length);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) =>
            NativeMethods.ts_flatten(this, start_dim, end_dim);

        public Tensor squeeze(long? dim = null) =>
            dim is { } one ? NativeMethods.ts_squeeze_dim(this, one) : NativeMethods.ts_squeeze(this);

        public Tensor unsqueeze(long dim) => NativeMethods.ts_unsqueeze(this, dim);

        public Tensor transpose(long dim0, long dim1) => NativeMethods.ts_transpose(this, dim0, dim1);

        public Tensor permute(params long[] permutation) =>
            NativeMethods.ts_permute(this, permutation, permutation.Length);

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) =>
            NativeMethods.ts_expand(this, sizes, sizes.Length);

        public Tensor expand(long[] sizes, bool isImplicit = false) => NativeMethods.ts_expand(this, sizes, sizes.Length);

        public Tensor expand(params long[] sizes) => NativeMethods.ts_expand(this, sizes, sizes.Length);

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor repeat(params long[] sizes) => NativeMethods.ts_repeat(this, sizes, sizes.Length);

        public Tensor flip(params long[] dims) => NativeMethods.ts_flip(this, dims, dims.Length);

        public Tensor[] chunk(long chunks, long dim = 0L)
        {
            var results = new IntPtr[Math.Max(chunks, 0)];
            Native.Check(NativeMethods.ts_chunk(this, chunks, dim, results, out var count));
            return Native.Tensors(results.AsSpan(0, count));
        }

        public Tensor[] split(long size, int dim = 0)
        {
            var length = this.size(dim);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
            var sizes = new long[Math.Max((length + size - 1) / size, 1)];
            Array.Fill(sizes, size);
            sizes[^1] = length - size * (sizes.Length - 1);
            return split(sizes, dim);
        }

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0)
        {
            var results = new IntPtr[sizes.Length];
            Native.Check(NativeMethods.ts_split_sizes(this, sizes, sizes.Length, dim, results));
            return Native.Tensors(results);
        }

        public Tensor[] split(long[] sizes, long dim = 0) => split(sizes.AsSpan(), dim);

        public Tensor[] split(params long[] sizes) => split(sizes.AsSpan(), 0);

        public Tensor[] unbind(long dimension = 0L)
        {
            var results = new IntPtr[size((int)dimension)];
            Native.Check(NativeMethods.ts_unbind(this, dimension, results, results.Length));
            return Native.Tensors(results);
        }
    }
}
