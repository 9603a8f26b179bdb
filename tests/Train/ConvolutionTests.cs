using DiCNet.Train.Networks;
using Xunit;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace DiCNet.Tests.Train;

[Collection(Networks.Collection)]
public sealed class ConvolutionTests
{
    [Theory]
    [InlineData(8, false)]
    [InlineData(8, true)]
    [InlineData(16, false)]
    public void One_tap_on_every_second_cell_is_the_middle_tap_of_nine(int channels, bool narrow)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var one = new Convolution(new Arithmetic { Precision = narrow ? Precision.BFloat16 : Precision.Float32 }, new ConvolutionShape(channels, 16, 1, Stride: 2));
        // The channels of a cell side by side, as the networks' maps lie.
        var x = randn(4, 64, 80, channels).permute(0, 3, 1, 2).requires_grad_();
        var slope = randn(4, 16, 32, 40);
        // More than once: what is written beyond a buffer ends the process when memory is used again.
        for (var step = 0; step < 3; step++)
        {
            var (values, gradients) = Pass(() => one.call(x));
            var (expected, expectedGradients) = Pass(() => Functional.conv2d(x, Functional.pad(one.Weight, [1, 1, 1, 1]), null, [2, 2], [1, 1]));
            Near(expected, values);
            Assert.All(expectedGradients.Zip(gradients), pair => Near(pair.First, pair.Second));
        }

        (Tensor Values, Tensor[] Gradients) Pass(Func<Tensor> convolve)
        {
            one.zero_grad();
            x.grad?.zero_();
            var y = convolve().to_type(ScalarType.Float32);
            (y * slope).sum().backward();
            return (y, [x.grad!.clone(), one.Weight.grad!.clone()]);
        }

        static void Near(Tensor expected, Tensor actual)
        {
            Assert.Equal(expected.shape, actual.shape);
            Assert.InRange(((expected - actual).norm() / expected.norm()).item<float>(), 0, 0.01);
        }
    }
}
