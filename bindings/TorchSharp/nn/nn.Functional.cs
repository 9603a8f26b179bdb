using TorchSharp.Internal;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public enum Reduction : long
        {
            None = 0,
            Mean = 1,
            Sum = 2,
        }

        public static partial class functional
        {
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null,
                long[]? dilation = null, long groups = 1) =>
                NativeMethods.ts_conv2d(
                    input, weight, bias, Pair(strides, 1), Pair(padding, 0), Pair(dilation, 1), groups);

            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                NativeMethods.ts_linear(input, weights, bias);

            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null,
                bool training = false, double momentum = 0.1, double eps = 1e-5) =>
                NativeMethods.ts_batch_norm(input, running_mean, running_var, weight, bias, training, momentum, eps);

            public static Tensor relu(Tensor x, bool inplace = false)
            {
                if (!inplace)
                    return x.relu();
                Native.Check(NativeMethods.ts_relu_(x));
                return x.alias();
            }

            public static Tensor sigmoid(Tensor x, bool inplace)
            {
                if (!inplace)
                    return x.sigmoid();
                Native.Check(NativeMethods.ts_sigmoid_(x));
                return x.alias();
            }

            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                NativeMethods.ts_dropout(input, p, training, inplace);

            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                NativeMethods.ts_dropout2d(input, p, training, inplace);

            public static Tensor one_hot(Tensor x, long num_classes = -1) => NativeMethods.ts_one_hot(x, num_classes);

            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null,
                InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null,
                bool recompute_scale_factor = false, bool antialias = false) =>
                NativeMethods.ts_interpolate(
                    x, size, scale_factor, size?.Length ?? scale_factor?.Length ?? 0, (int)mode,
                    align_corners is { } given ? (given ? 1 : 0) : -1, recompute_scale_factor, antialias);

            public static Tensor pad(
                Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (ReadOnlySpan<long>)pad, mode, value);

            public static Tensor pad(
                Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                NativeMethods.ts_pad(input, pad, pad.Length, (int)mode, value);

            public static Tensor pad(
                Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (ReadOnlySpan<long>)[pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(
                Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant,
                double value = 0) =>
                functional.pad(input, (ReadOnlySpan<long>)[pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            public static Tensor pad(
                Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (ReadOnlySpan<long>)[pad, pad], mode, value);

            // The official functions take one number for both dimensions or one for each.
            private static ReadOnlySpan<long> Pair(long[]? values, long missing) => values switch
            {
                null or [] => (long[])[missing, missing],
                [var both] => (long[])[both, both],
                [_, _] => values,
                _ => throw new ArgumentException($"Expected one or two numbers, got {values.Length}."),
            };
        }
    }
}
