using DiCNet.Tests.Render;
using DiCNet.Train.Networks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace DiCNet.Tests.Train;

[Collection(Networks.Collection)]
public sealed class SafeTensorsTests
{
    [Fact]
    public void Float32_float16_and_bfloat16_are_read()
    {
        using var folder = new Folder();
        var path = folder.File("w.safetensors");
        byte[] data = [.. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f), .. BitConverter.GetBytes((Half)0.25), 0x40, 0xC0];
        SafeTensorFile.Write(path, """
            {"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"h":{"dtype":"F16","shape":[],"data_offsets":[8,10]},
             "b":{"dtype":"BF16","shape":[1],"data_offsets":[10,12]},"empty":{"dtype":"F32","shape":[0,3],"data_offsets":[12,12]}}
            """, data);
        using var file = SafeTensors.Open(path);
        Assert.Equal([1.5f, -2f], file.Read("a"));
        Assert.Equal([0.25f], file.Read("h"));
        Assert.Equal([-3f], file.Read("b"));
        Assert.Empty(file.Read("empty"));
        Assert.Equal([1, 2], file.Tensors["a"].Shape);
        Assert.Contains("did you mean a?", Assert.Throws<UserError>(() => file.Read("aa")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,16]}}""", "a lies outside")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", "a lies outside")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "takes 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "takes -8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "entry of tensor a")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}""", "entry of tensor a")]
    [InlineData("""{"a":{"dtype":"F32","shape":["x"],"data_offsets":[0,8]}}""", "entry of tensor a")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", "entry of tensor a")]
    [InlineData("""{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""", "a is of type I64")]
    [InlineData("""{"a":{"dtype":"1","shape":[1],"data_offsets":[0,8]}}""", "a is of type 1")]
    [InlineData("""{"a":7}""", "entry of tensor a")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "listed twice")]
    [InlineData("[1,2]", "not the JSON")]
    [InlineData("{", "not the JSON")]
    public void A_wrong_header_is_an_error_that_names_file_and_tensor(string header, string message)
    {
        using var folder = new Folder();
        var path = folder.File("w.safetensors");
        SafeTensorFile.Write(path, header, new byte[8]);
        var error = Assert.Throws<UserError>(() => SafeTensors.Open(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(60)]
    [InlineData(-1)]
    public void A_truncated_file_is_an_error(int length)
    {
        using var folder = new Folder();
        var path = folder.File("w.safetensors");
        SafeTensorFile.Write(path, [("a", [4], [1, 2, 3, 4])]);
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(length < 0 ? bytes.Length + length : length)]);
        Assert.Contains(path, Assert.Throws<UserError>(() => SafeTensors.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Header_lengths_beyond_the_file_are_refused_without_allocating()
    {
        using var folder = new Folder();
        var path = folder.File("w.safetensors");
        File.WriteAllBytes(path, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, (byte)'{', (byte)'}']);
        Assert.Throws<UserError>(() => SafeTensors.Open(path));
        Assert.Throws<UserError>(() => SafeTensors.Open(folder.File("missing.safetensors")));
        Assert.Throws<UserError>(() => SafeTensors.Open(folder.Path));
    }

    [Fact]
    public void A_convolution_with_SqueezeNets_weights_equals_plain_loops()
    {
        using var file = SafeTensors.Open(RealData.Path("weights", "squeezenet1.1.safetensors"));
        Assert.Equal(52, file.Tensors.Count);
        Assert.All(file.Tensors.Keys, name => Assert.All(file.Read(name), value => Assert.True(float.IsFinite(value))));
        var (weight, bias) = (file.Read("squeezenet0_conv0_weight"), file.Read("squeezenet0_conv0_bias"));
        var picture = GraphRun.Numbers(3 * 17 * 21, 3);
        using var scope = NewDisposeScope();
        var y = Functional.conv2d(tensor(picture, [1, 3, 17, 21]), tensor(weight, [64, 3, 3, 3]), tensor(bias), [2, 2]);
        Assert.InRange(GraphRun.Difference(Plain.Conv(picture, 3, 17, 21, weight, 64, 3, bias, 2, 0, 1), Floats.Of(y)), 0, 1e-5);
    }
}
