using DiCNet.Train.Networks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace DiCNet.Tests.Train;

/// <summary>A dilated trunk calculates what the published, strided one calculates, on a finer grid.</summary>
[Collection(Networks.Collection)]
public sealed class DilationTests
{
    [Theory]
    [InlineData("mobilenetv2")]
    [InlineData("mobilenetv2 without first expansion")]
    public void Every_fourth_cell_of_a_dilated_MobileNetV2_is_the_strided_ones(string name)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var trunk = Networks.Student(name).Trunk;
        trunk.eval();
        var pictures = Networks.Pictures(1, 64, 96);
        var naming = name == "mobilenetv2" ? WeightNaming.GluonCv : WeightNaming.Torchvision;
        var units = new Queue<(Convolution, BatchNorm)>(trunk.Names(naming).Chunk(2).Select(c => ((Convolution)c[0].Module, (BatchNorm)c[1].Module)));
        int[] strides = [1, 2, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1];
        var x = Unit(pictures, units.Dequeue(), 2).relu();
        for (var i = 0; i < strides.Length; i++)
        {
            var y = i == 0 && naming == WeightNaming.Torchvision ? x : Unit(x, units.Dequeue(), 1).relu();
            y = Unit(Unit(y, units.Dequeue(), strides[i]).relu(), units.Dequeue(), 1);
            x = strides[i] == 1 && y.shape[1] == x.shape[1] ? y + x : y;
        }

        Assert.Equal([1, trunk.OutputChannels, 2, 3], x.shape);
        Assert.InRange(Networks.Difference(x, Every(trunk.call(pictures).Map, 4)), 0, 1e-5);
    }

    [Theory]
    [InlineData("resnet18, classic stem", false)]
    [InlineData("resnet34", false)]
    [InlineData("resnet101", true)]
    public void Every_fourth_cell_of_a_dilated_ResNet_is_the_strided_ones(string name, bool bottleneck)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var trunk = Networks.Student(name).Trunk;
        trunk.eval();
        var pictures = Networks.Pictures(1, 64, 96);
        var parts = trunk.Names(WeightNaming.Torchvision).Chunk(2).ToDictionary(c => c[0].Prefix, c => ((Convolution)c[0].Module, (BatchNorm)c[1].Module));
        var x = Functional.max_pool2d(Unit(pictures, parts["conv1"], 2).relu(), 3, stride: 2, padding: 1);
        foreach (var block in parts.Keys.Where(k => k.EndsWith(".conv1", StringComparison.Ordinal)).Select(k => k[..^"conv1".Length]))
        {
            var stride = block[^2] == '0' && block[^3] == '.' && block[5] != '1' ? 2 : 1;
            var y = Unit(x, parts[block + "conv1"], bottleneck ? 1 : stride).relu();
            y = Unit(y, parts[block + "conv2"], bottleneck ? stride : 1);
            y = bottleneck ? Unit(y.relu(), parts[block + "conv3"], 1) : y;
            x = (y + (parts.TryGetValue(block + "downsample.0", out var shortcut) ? Unit(x, shortcut, stride) : x)).relu();
        }

        Assert.Equal([1, trunk.OutputChannels, 2, 3], x.shape);
        Assert.InRange(Networks.Difference(x, Every(trunk.call(pictures).Map, 4)), 0, 1e-4);
    }

    [Fact]
    public void Every_second_cell_of_a_dilated_preactivation_ResNet_is_the_strided_ones()
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var trunk = Networks.Student("resnet50v2").Trunk;
        trunk.eval();
        var pictures = Networks.Pictures(1, 64, 96);
        var parts = trunk.Names(WeightNaming.GluonCv).ToDictionary(c => c.Prefix, c => c.Module);
        var x = Conv(Norm(pictures, "batchnorm0"), "conv0", 2);
        x = Functional.max_pool2d(Norm(x, "batchnorm1").relu(), 3, stride: 2, padding: 1);
        int[] counts = [3, 4, 6];
        for (var stage = 1; stage <= 3; stage++)
        {
            var (norm, convolution) = (0, 0);
            for (var unit = 0; unit < counts[stage - 1]; unit++)
            {
                var stride = unit == 0 && stage > 1 ? 2 : 1;
                var h = Norm(x, $"stage{stage}_batchnorm{norm++}").relu();
                var y = Norm(Conv(h, $"stage{stage}_conv{convolution++}", 1), $"stage{stage}_batchnorm{norm++}").relu();
                y = Norm(Conv(y, $"stage{stage}_conv{convolution++}", stride), $"stage{stage}_batchnorm{norm++}").relu();
                y = Conv(y, $"stage{stage}_conv{convolution++}", 1);
                x = y + (unit == 0 ? Conv(h, $"stage{stage}_conv{convolution++}", stride) : x);
            }
        }

        Assert.InRange(Networks.Difference(Norm(x, "stage4_batchnorm0").relu(), Every(trunk.call(pictures).Map, 2)), 0, 1e-5);

        Tensor Norm(Tensor input, string name) => ((BatchNorm)parts[name]).call(input);
        Tensor Conv(Tensor input, string name, int stride) => Strided(input, (Convolution)parts[name], stride);
    }

    private static Tensor Unit(Tensor x, (Convolution Convolution, BatchNorm Norm) unit, int stride) =>
        unit.Norm.call(Strided(x, unit.Convolution, stride));

    private static Tensor Strided(Tensor x, Convolution convolution, int stride)
    {
        var padding = (convolution.Shape.Kernel - 1) / 2;
        return Functional.conv2d(x, convolution.Weight, null, [stride, stride], [padding, padding], [1, 1], convolution.Shape.Groups);
    }

    private static Tensor Every(Tensor x, int step) => x.slice(2, 0, x.shape[2], step).slice(3, 0, x.shape[3], step);
}
