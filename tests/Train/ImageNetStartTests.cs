using DiCNet.Tests.Render;
using DiCNet.Train.Networks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace DiCNet.Tests.Train;

[Collection(Networks.Collection)]
public sealed class ImageNetStartTests
{
    private static readonly Dictionary<string, (WeightNaming Naming, string Network)> s_names = new(StringComparer.Ordinal)
    {
        ["mobilenetv2"] = (WeightNaming.GluonCv, "mobilenetv29_"),
        ["resnet50v2"] = (WeightNaming.GluonCv, "resnetv21_"),
        ["mobilenetv2 without first expansion"] = (WeightNaming.Torchvision, ""),
        ["resnet18, classic stem"] = (WeightNaming.Torchvision, ""),
        ["resnet101"] = (WeightNaming.Torchvision, ""),
    };

    public static TheoryData<string> Names => [.. s_names.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_tensor_finds_its_place(string name)
    {
        using var folder = new Folder();
        using var scope = NewDisposeScope();
        var (source, target) = (Networks.Student(name), new Student(Networks.Specs[name]));
        SafeTensorFile.Write(folder.File("w"), Tensors(source.Trunk, name));
        var start = ImageNetStart.Load(target.Trunk, folder.File("w"));
        Assert.Empty(start.Unmatched);
        Assert.Empty(start.Unused);
        var floating = source.Trunk.state_dict().Where(e => !e.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)).ToList();
        Assert.Equal(floating.Count, start.Loaded.Count);
        var loaded = target.Trunk.state_dict();
        Assert.All(floating, e => Assert.True(allclose(e.Value, loaded[e.Key], rtol: 0, atol: 0), e.Key));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_missing_and_what_is_not_used_is_listed(string name)
    {
        using var folder = new Folder();
        using var scope = NewDisposeScope();
        var trunk = Networks.Student(name).Trunk;
        var tensors = Tensors(trunk, name).ToList();
        SafeTensorFile.Write(folder.File("w"), [.. tensors.Skip(1), ("fc.weight", [2], [1, 2])]);
        var start = ImageNetStart.Load(trunk, folder.File("w"));
        Assert.Equal([tensors[0].Name], start.Unmatched);
        Assert.Equal(["fc.weight"], start.Unused);
        Assert.Equal(tensors.Count - 1, start.Loaded.Count);
    }

    [Fact]
    public void A_file_of_another_network_is_an_error()
    {
        using var folder = new Folder();
        using var scope = NewDisposeScope();
        SafeTensorFile.Write(folder.File("w"), Tensors(Networks.Student("resnet50v2").Trunk, "resnet50v2"));
        foreach (var name in (string[])["mobilenetv2", "resnet18, small stem", "resnet18, classic stem"])
        {
            var error = Assert.Throws<UserError>(() => ImageNetStart.Load(Networks.Student(name).Trunk, folder.File("w")));
            Assert.Contains("not one tensor", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_wrong_shape_is_an_error_that_leaves_the_network_as_it_was()
    {
        using var folder = new Folder();
        using var scope = NewDisposeScope();
        var tensors = Tensors(Networks.Student("mobilenetv2").Trunk, "mobilenetv2").ToList();
        tensors[^1] = (tensors[^1].Name, [3], [1, 2, 3]);
        SafeTensorFile.Write(folder.File("w"), tensors);
        var trunk = new Student(Networks.Specs["mobilenetv2"]).Trunk;
        var before = trunk.state_dict().ToDictionary(e => e.Key, e => e.Value.clone());
        var error = Assert.Throws<UserError>(() => ImageNetStart.Load(trunk, folder.File("w")));
        Assert.Contains(tensors[^1].Name, error.Message, StringComparison.Ordinal);
        Assert.All(trunk.state_dict(), e => Assert.True(allclose(before[e.Key], e.Value, rtol: 0, atol: 0)));
    }

    [Fact]
    public void The_shipped_ImageNet_weights_fill_a_MobileNetV2_and_its_norms_see_what_they_expect()
    {
        using var scope = NewDisposeScope();
        using var teacher = new Teacher(NetworkSpec.ShippedTeacher, 10);
        var start = ImageNetStart.Load(teacher.Trunk, Repository.Path("models", "imagenet", "mobilenetv2_1.0_bn_features.safetensors"));
        Assert.Empty(start.Unmatched);
        Assert.Equal(["mobilenetv20_features_batchnorm1_beta", "mobilenetv20_features_batchnorm1_gamma", "mobilenetv20_features_batchnorm1_running_mean",
            "mobilenetv20_features_batchnorm1_running_var", "mobilenetv20_features_conv1_weight"], start.Unused);
        Assert.Equal(5 * 52, start.Loaded.Count);
        teacher.eval();
        using var guard = no_grad();
        var map = teacher.Trunk.call(Networks.Pictures(1, 64, 64)).Map;
        Assert.True(map.isfinite().all().item<bool>());
        Assert.InRange(map.abs().mean().item<float>(), 0.01f, 20);
    }

    [Fact]
    public void Published_ResNet50V2_weights_fill_a_trunk()
    {
        var path = RealData.Path("weights", "resnet50v2_trunk_stage1-3.safetensors");
        using var scope = NewDisposeScope();
        using var student = new Student(new NetworkSpec { Architecture = Architecture.ResNet50V2, PyramidChannels = 8, Features = 8 });
        var start = ImageNetStart.Load(student.Trunk, path);
        Assert.Empty(start.Unmatched);
        Assert.All(start.Unused, name => Assert.True(name.Contains("stage4_", StringComparison.Ordinal) || name.Contains("resnetv24_batchnorm2_", StringComparison.Ordinal), name));
        student.eval();
        using var guard = no_grad();
        Assert.True(student.Trunk.call(Networks.Pictures(1, 64, 64)).Map.isfinite().all().item<bool>());
    }

    private static IEnumerable<(string Name, long[] Shape, float[] Values)> Tensors(Trunk trunk, string name)
    {
        var (naming, network) = s_names[name];
        var (join, norms) = naming == WeightNaming.GluonCv
            ? ("_", (string[])["gamma", "beta", "running_mean", "running_var"])
            : (".", ["weight", "bias", "running_mean", "running_var"]);
        foreach (var (module, prefix) in trunk.Names(naming))
        {
            if (module is Convolution convolution)
            {
                yield return (network + prefix + join + "weight", convolution.Weight.shape, Floats.Of(convolution.Weight));
                continue;
            }

            var values = ((BatchNorm)module).Values;
            Tensor[] tensors = [values.weight, values.bias!, values.running_mean!, values.running_var!];
            for (var i = 0; i < 4; i++)
            {
                yield return (network + prefix + join + norms[i], tensors[i].shape, Floats.Of(tensors[i]));
            }
        }
    }
}
