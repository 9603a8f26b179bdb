using DiCNet.Train.Networks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace DiCNet.Tests.Train;

/// <summary>Small networks with weights and statistics that nothing hides behind; tests of them run alone, as the seed is the process's.</summary>
[CollectionDefinition(Collection, DisableParallelization = true)]
public sealed class Networks
{
    public const string Collection = "Networks";

    /// <summary>One small network of every family.</summary>
    internal static readonly Dictionary<string, NetworkSpec> Specs = new(StringComparer.Ordinal)
    {
        ["resnet18, deep stem"] = Tiny(Architecture.ResNet18),
        ["resnet18, classic stem"] = Tiny(Architecture.ResNet18, StemKind.Classic),
        ["resnet18, small stem"] = Tiny(Architecture.ResNet18, StemKind.Small),
        ["resnet34"] = Tiny(Architecture.ResNet34, StemKind.Classic),
        ["resnet50"] = Tiny(Architecture.ResNet50),
        ["resnet101"] = Tiny(Architecture.ResNet101, StemKind.Classic),
        ["mobilenetv2"] = Mobile(Architecture.MobileNetV2) with { Auxiliary = AuxiliaryKind.Linear },
        ["mobilenetv2, first layers frozen"] = Mobile(Architecture.MobileNetV2) with { FreezeFirst = true },
        ["mobilenetv2 to block 12"] = Mobile(Architecture.MobileNetV2) with { LastBlock = 12 },
        ["mobilenetv2 without first expansion"] = Mobile(Architecture.MobileNetV2Slim),
        ["resnet50v2"] = Tiny(Architecture.ResNet50V2),
    };

    public static TheoryData<string> All => [.. Specs.Keys];

    internal static Teacher Teacher(string name, int classes = 3)
    {
        manual_seed(7);
        var teacher = new Teacher(Specs[name], classes);
        Shake(teacher);
        return teacher;
    }

    internal static Student Student(string name)
    {
        manual_seed(8);
        var student = new Student(Specs[name]);
        Shake(student);
        return student;
    }

    internal static Tensor Pictures(int n, int height, int width)
    {
        manual_seed(9);
        return randn(n, 3, height, width);
    }

    /// <summary>Greatest difference, as a fraction of the greatest value.</summary>
    internal static double Difference(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        return ((expected - actual).abs().max() / expected.abs().max()).item<float>();
    }

    /// <summary>Weights that carry a signal through every layer, and batch norms as after a training: nothing is 0 or 1.</summary>
    internal static void Shake(nn.Module module)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        foreach (var convolution in module.modules().OfType<Convolution>())
        {
            nn.init.kaiming_normal_(convolution.Weight, mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU);
        }

        foreach (var norm in module.modules().OfType<BatchNorm>().Select(m => m.Values))
        {
            norm.weight.copy_(rand_like(norm.weight) + 0.5);
            norm.bias!.copy_(randn(norm.bias.shape) * 0.2);
            norm.running_mean!.copy_(randn(norm.running_mean.shape) * 0.2);
            norm.running_var!.copy_(rand_like(norm.running_var) + 0.5);
        }
    }

    // Narrower, blocks that change their channels would no longer do so, and add their input.
    private static NetworkSpec Mobile(Architecture architecture) => Tiny(architecture) with { Width = 16 };

    private static NetworkSpec Tiny(Architecture architecture, StemKind stem = StemKind.Deep) => new()
    {
        Architecture = architecture, Stem = stem, Width = 8, Features = 16, PyramidChannels = 4, Auxiliary = AuxiliaryKind.Convolutional,
    };
}
