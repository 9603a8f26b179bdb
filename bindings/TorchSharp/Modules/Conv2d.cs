using TorchSharp.Internal;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class Conv2d : Convolution
{
    internal Conv2d(
        long in_channels, long out_channels, (long, long) kernel_size, (long, long) stride, (long, long)? padding,
        Padding? padding_type, (long, long) dilation, PaddingModes padding_mode, long groups, bool bias, Device? device,
        ScalarType? dtype)
        : base(
            nameof(Conv2d), in_channels, out_channels, Pair(kernel_size), Pair(stride),
            padding is { } given ? Pair(given) : null, padding_type, Pair(dilation), padding_mode, groups, bias, device,
            dtype)
    {
    }

    public override Tensor forward(Tensor input)
    {
        if (padding_type == Padding.Same && padding_mode == PaddingModes.Zeros)
            return NativeMethods.ts_conv2d_same(input, weight, bias, stride, dilation, groups);
        var margin = padding ?? [0, 0];
        if (padding_type == Padding.Same)
            margin = [dilation[0] * (kernel_size[0] - 1) / 2, dilation[1] * (kernel_size[1] - 1) / 2];
        if (padding_mode == PaddingModes.Zeros)
            return NativeMethods.ts_conv2d(input, weight, bias, stride, margin, dilation, groups);
        using var padded = nn.functional.pad(input, (margin[1], margin[1], margin[0], margin[0]), padding_mode);
        return NativeMethods.ts_conv2d(padded, weight, bias, stride, [0, 0], dilation, groups);
    }

    private static long[] Pair((long, long) pair) => [pair.Item1, pair.Item2];
}
