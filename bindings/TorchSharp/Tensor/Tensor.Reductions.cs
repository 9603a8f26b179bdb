using TorchSharp.Internal;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => NativeMethods.ts_sum(this, NativeOptions.TypeOf(type));

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            NativeMethods.ts_sum_dims(this, dim, dim.Length, keepdim, NativeOptions.TypeOf(type));

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            NativeMethods.ts_sum_dims(this, dim, dim.Length, keepdim, NativeOptions.TypeOf(type));

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) =>
            NativeMethods.ts_sum_dims(this, [dim], 1, keepdim, NativeOptions.TypeOf(type));

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) =>
            NativeMethods.ts_sum_dims(this, [dim0, dim1], 2, keepdim, NativeOptions.TypeOf(type));

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            NativeMethods.ts_sum_dims(this, [dim0, dim1, dim2], 3, keepdim, NativeOptions.TypeOf(type));

        public Tensor mean() => NativeMethods.ts_mean(this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            NativeMethods.ts_mean_dims(this, dimensions, dimensions.Length, keepdim, NativeOptions.TypeOf(type));

        public Tensor std(bool unbiased = true) => NativeMethods.ts_std(this, unbiased);

        public Tensor std(
            ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(NativeMethods.ts_std_dims(this, dimensions, dimensions.Length, unbiased, keepdim), type);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std(dimensions.AsSpan(), unbiased, keepdim, type);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std((ReadOnlySpan<long>)[dim], unbiased, keepdim, type);

        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std((ReadOnlySpan<long>)[dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor var(bool unbiased = true) => NativeMethods.ts_var(this, unbiased);

        public Tensor var(
            ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(NativeMethods.ts_var_dims(this, dimensions, dimensions.Length, unbiased, keepdim), type);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var(dimensions.AsSpan(), unbiased, keepdim, type);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var((ReadOnlySpan<long>)[dim], unbiased, keepdim, type);

        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var((ReadOnlySpan<long>)[dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            amax(dims.AsSpan(), keepdim, @out);

        public Tensor amax(params long[] dims) => amax(dims.AsSpan());

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) =>
            Into(NativeMethods.ts_amax(this, dims, dims.Length, keepdim), @out);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            amin(dims.AsSpan(), keepdim, @out);

        public Tensor amin(params long[] dims) => amin(dims.AsSpan());

        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) =>
            Into(NativeMethods.ts_amin(this, dims, dims.Length, keepdim), @out);

        public Tensor all() => NativeMethods.ts_all(this);

        public Tensor all(long dim, bool keepdim = false) => NativeMethods.ts_all_dim(this, dim, keepdim);

        public Tensor any() => NativeMethods.ts_any(this);

        public Tensor any(long dim, bool keepdim = false) => NativeMethods.ts_any_dim(this, dim, keepdim);

        public Tensor argmax() => NativeMethods.ts_argmax(this);

        public Tensor argmax(long dim, bool keepdim = false) => NativeMethods.ts_argmax_dim(this, dim, keepdim);

        public Tensor argmin() => NativeMethods.ts_argmin(this);

        public Tensor argmin(long dim, bool keepdim = false) => NativeMethods.ts_argmin_dim(this, dim, keepdim);

        public Tensor max() => NativeMethods.ts_max(this);

        public Tensor max(Tensor other) => maximum(other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            Native.Check(NativeMethods.ts_max_dim(this, dim, keepdim, out var values, out var indices));
            return (new Tensor(values), new Tensor(indices));
        }

        public Tensor min() => NativeMethods.ts_min(this);

        public Tensor min(Tensor other) => minimum(other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false)
        {
            Native.Check(NativeMethods.ts_min_dim(this, dim, keepdim, out var values, out var indices));
            return (new Tensor(values), new Tensor(indices));
        }

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            Native.Check(NativeMethods.ts_topk(this, k, dim, largest, sorted, out var values, out var indices));
            return (new Tensor(values), new Tensor(indices));
        }

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            Native.Check(NativeMethods.ts_sort(this, dim, descending, stable, out var values, out var indices));
            return (new Tensor(values), new Tensor(indices));
        }

        public Tensor norm(float p = 2.0f) => NativeMethods.ts_norm(this, p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) =>
            NativeMethods.ts_norm_dim(this, p, dim, keepdim);

        public Tensor cumsum(long dim, ScalarType? type = null) =>
            NativeMethods.ts_cumsum(this, dim, NativeOptions.TypeOf(type));

        public Tensor bincount(Tensor? weights, long minlength = 0) =>
            NativeMethods.ts_bincount(this, weights, minlength);

        private static Tensor Typed(Tensor result, ScalarType? type) =>
            type is { } given ? result.to_type(given, disposeAfter: true) : result;

        private static Tensor Into(Tensor result, Tensor? target)
        {
            if (target is null)
                return result;
            using (result)
                return target.copy_(result);
        }
    }
}
