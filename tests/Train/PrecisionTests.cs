using DiCNet.Train.Networks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace DiCNet.Tests.Train;

[Collection(Networks.Collection)]
public sealed class PrecisionTests
{
    [Theory]
    [InlineData("mobilenetv2")]
    [InlineData("resnet18, small stem")]
    [InlineData("resnet50v2")]
    [InlineData("resnet50")]
    public void Bfloat16_features_are_close_to_float32_ones(string name)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var student = Networks.Student(name);
        // With the statistics of few cells, of random weights, a batch norm makes anything of a rounding.
        student.eval();
        var pictures = Networks.Pictures(2, 64, 96);
        var exact = student.call(pictures);
        student.Arithmetic.Precision = Precision.BFloat16;
        var rounded = student.call(pictures);
        Assert.Equal(ScalarType.Float32, rounded.dtype);
        Assert.InRange(RelativeError(exact, rounded), 1e-6, 0.05);
    }

    [Fact]
    public void Bfloat16_gradients_point_where_float32_ones_point()
    {
        using var scope = NewDisposeScope();
        using var student = Networks.Student("resnet18, small stem");
        student.eval();
        var pictures = Networks.Pictures(2, 64, 64);
        Dictionary<string, Tensor> exact = [];
        foreach (var precision in Enum.GetValues<Precision>())
        {
            student.Arithmetic.Precision = precision;
            student.zero_grad();
            manual_seed(1);
            var features = student.call(pictures);
            (features * randn(features.shape)).sum().backward();
            foreach (var (name, parameter) in student.named_parameters())
            {
                if (precision == Precision.Float32)
                {
                    exact[name] = parameter.grad!.clone();
                    continue;
                }

                var cosine = ((exact[name] * parameter.grad!).sum() / (exact[name].norm() * parameter.grad!.norm())).item<float>();
                // Roundings switch some ReLUs of so narrow a network; a wrong gradient points anywhere.
                Assert.True(cosine > 0.9, $"{name}: cosine {cosine}");
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sub_grids_give_what_a_dilated_convolution_gives(bool bfloat16)
    {
        using var scope = NewDisposeScope();
        using var student = Networks.Student("mobilenetv2");
        student.Arithmetic.Precision = bfloat16 ? Precision.BFloat16 : Precision.Float32;
        student.eval();
        var pictures = Networks.Pictures(2, 64, 96);
        var cut = student.call(pictures);
        using var guard = no_grad();
        Assert.InRange(RelativeError(student.call(pictures), cut), 0, bfloat16 ? 0.02 : 1e-5);
    }

    [Fact]
    public void Maps_that_cannot_be_cut_are_dilated_plainly()
    {
        using var scope = NewDisposeScope();
        using var student = Networks.Student("mobilenetv2");
        student.eval();
        var pictures = Networks.Pictures(1, 48, 72);
        var tracked = student.call(pictures);
        using var guard = no_grad();
        Assert.InRange(RelativeError(student.call(pictures), tracked), 0, 1e-5);
    }

    [Fact]
    public void Joining_undoes_cutting()
    {
        using var scope = NewDisposeScope();
        var map = randn(2, 5, 8, 12);
        Assert.True(allclose(map, SubGrids.Join(SubGrids.Cut(map)), rtol: 0, atol: 0));
        Assert.Equal(map[1, 2, 5, 7].item<float>(), SubGrids.Cut(map)[((1 * 2) + 1) * 2 + 1, 2, 2, 3].item<float>());
    }

    [Theory]
    [InlineData(9, 13)]
    [InlineData(30, 40)]
    [InlineData(2, 3)]
    public void Pyramid_taps_equal_upsampling_and_convolution(int height, int width)
    {
        using var scope = NewDisposeScope();
        int[] scales = [1, 2, 3, 6];
        using var taps = new PyramidTaps(scales);
        var maps = scales.Select(s => randn(2, 4, s, s)).ToList();
        var weight = randn(5, 3 + 16, 3, 3);
        var up = maps.ConvertAll(m => Functional.interpolate(m, size: [height, width], mode: InterpolationMode.Bilinear, align_corners: false));
        var expected = Functional.conv2d(cat([zeros(2, 3, height, width), .. up], 1), weight, padding: [1, 1]);
        Assert.InRange(Networks.Difference(expected, taps.Apply(maps, weight, 3, height, width)), 0, 1e-5);
    }

    [Fact]
    public void Pictures_are_rgb_with_the_mean_and_deviation_of_ImageNet()
    {
        using var scope = NewDisposeScope();
        var x = Pictures.ToTensor([255, 0, 51, 0, 0, 0], 1, 1, 2);
        Assert.Equal([1, 3, 1, 2], x.shape);
        Assert.Equal((0.2f - 0.485f) / 0.229f, x[0, 0, 0, 0].item<float>(), 5);
        Assert.Equal((0f - 0.456f) / 0.224f, x[0, 1, 0, 0].item<float>(), 5);
        Assert.Equal((1f - 0.406f) / 0.225f, x[0, 2, 0, 0].item<float>(), 5);
    }

    private static double RelativeError(Tensor expected, Tensor actual) => ((expected - actual).norm() / expected.norm()).item<float>();
}
