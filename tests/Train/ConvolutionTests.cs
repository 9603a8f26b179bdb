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
        using var one = new Convolution(new Arithmetic { Precision = narrow ? Precision.BFloat16 : Precision.Float32 }, new ConvolutionShape(channels, 24, 1, Stride: 2));
        // The channels of a cell side by side, as the networks' maps lie.
        var x = randn(4, 64, 81, channels).permute(0, 3, 1, 2);
        var nine = Functional.pad(one.Weight, [1, 1, 1, 1]);
        for (var step = 0; step < 3; step++)
        {
            one.zero_grad();
            var y = one.call(x);
            y.sum().backward();
            Assert.Equal([4, 24, 32, 41], y.shape);
            Assert.True(allclose(y.to_type(ScalarType.Float32), Functional.conv2d(x, nine, null, [2, 2], [1, 1]), rtol: 0.02, atol: 0.02));
        }
    }
}
