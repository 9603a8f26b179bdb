using DiCNet.Inference;
using DiCNet.Tests.EndToEnd;
using Xunit;

namespace DiCNet.Tests.Inference;

public sealed class ProviderTests
{
    /// <summary>In a process of its own: what a provider's native parts leave behind when they do not load is theirs to know.</summary>
    [Theory]
    [InlineData("cuda", "name an ONNX Runtime built with it")]
    [InlineData("tensorrt", "name an ONNX Runtime built with it")]
    [InlineData("openvino", "name an ONNX Runtime built with it")]
    [InlineData("webgpu", "install the Vulkan driver")]
    public async Task A_provider_that_is_not_there_is_an_error_that_names_it_and_what_to_do(string name, string remedy)
    {
        var (exitCode, _, errors) = await Dicnet.RunAsync("inspect", "--provider", name);
        Assert.SkipWhen(exitCode == 0, $"{name} is here");
        Assert.Equal(2, exitCode);
        var message = errors.TrimEnd().Split('\n')[^1];
        Assert.StartsWith($"dicnet: inference.provider: the provider {name} was asked for and does not load here (", message);
        Assert.Contains("run './dicnet doctor' to see what it lacks", message);
        Assert.Contains(remedy, message);
        Assert.Contains("or ask for cpu", message);
        Assert.DoesNotContain("ErrorCode", message);
    }

    [Theory]
    [InlineData(Provider.Cpu, "ask for int8")]
    [InlineData(Provider.Cuda, "ask for float32")]
    [InlineData(Provider.WebGpu, "ask for float32")]
    public void Sixteen_bits_are_refused_where_the_provider_does_not_narrow(Provider provider, string advice)
    {
        var options = new InferenceOptions { Provider = provider, Precision = ModelPrecision.Float16 };
        var error = Assert.Throws<UserError>(() => DicnetModel.Load(ModelBundle.Open(ShippedBundle.Folder, options), options).Dispose());
        Assert.StartsWith($"inference.precision: the precision float16 was asked for, but the provider {provider.ToString().ToLowerInvariant()}", error.Message);
        Assert.Contains(advice, error.Message);
    }

    [Theory]
    [InlineData(Provider.Cpu, "0", "takes no device")]
    [InlineData(Provider.WebGpu, "GPU", "takes no device")]
    [InlineData(Provider.Cuda, "GPU", "takes the number of a card")]
    [InlineData(Provider.TensorRt, "-1", "takes the number of a card")]
    [InlineData(Provider.OpenVino, "../GPU", "takes a device of OpenVINO")]
    [InlineData(Provider.OpenVino, "", "takes a device of OpenVINO")]
    public void A_device_that_a_provider_cannot_have_is_refused(Provider provider, string device, string reason)
    {
        var options = new InferenceOptions { Provider = provider, Device = device };
        var error = Assert.Throws<UserError>(() => DicnetModel.Load(ModelBundle.Open(ShippedBundle.Folder, options), options).Dispose());
        Assert.StartsWith("inference.device: ", error.Message);
        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void TensorRT_narrows_when_asked_and_keeps_its_engines_and_timings()
    {
        var options = EngineOptions.TensorRt(half: true, "1", "/engines");
        Assert.Equal(("1", "1", "/engines", "1"),
            (options["trt_fp16_enable"], options["trt_engine_cache_enable"], options["trt_engine_cache_path"], options["trt_timing_cache_enable"]));
        Assert.Equal("0", EngineOptions.TensorRt(half: false, "0", null)["trt_fp16_enable"]);
        Assert.DoesNotContain("trt_engine_cache_enable", EngineOptions.TensorRt(half: false, "0", null));
    }

    [Fact]
    public void OpenVINO_narrows_when_asked_only_and_keeps_its_blobs()
    {
        Assert.Equal("FP32", EngineOptions.OpenVino(half: false, null, null)["precision"]);
        Assert.Equal(("FP16", "/engines"), (EngineOptions.OpenVino(half: true, null, "/engines")["precision"], EngineOptions.OpenVino(half: true, null, "/engines")["cache_dir"]));
        Assert.Equal(("GPU", "GPU.1"), (EngineOptions.OpenVino(half: true, null, null)["device_type"], EngineOptions.OpenVino(half: true, "GPU.1", null)["device_type"]));
        Assert.DoesNotContain("device_type", EngineOptions.OpenVino(half: false, null, null));
        Assert.DoesNotContain("cache_dir", EngineOptions.OpenVino(half: false, null, null));
    }
}
