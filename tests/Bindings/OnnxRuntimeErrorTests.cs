using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace DiCNet.Tests.Bindings;

[Collection(OnnxRuntimeModel.Collection)]
public sealed class OnnxRuntimeErrorTests(OnnxRuntimeModel model)
{
    [Fact]
    public void A_missing_model_file_is_no_such_file() =>
        Fails("NoSuchFile", () => new InferenceSession(Repository.Path("models", "nowhere.onnx")).Dispose());

    [Fact]
    public void Garbage_is_an_invalid_protobuf() =>
        Fails("InvalidProtobuf", () => new InferenceSession([1, 2, 3, 4, 5, 6, 7, 8]).Dispose());

    [Fact]
    public void A_wrong_rank_is_an_invalid_argument()
    {
        using var options = new RunOptions();
        using var frame = OrtValue.CreateTensorValueFromMemory(OnnxRuntimeModel.Frame(1), [360, 480, 3]);

        Fails("InvalidArgument", () => model.Session.Run(options, ["frames"], [frame], ["score"]));
    }

    [Fact]
    public void A_bound_run_without_its_input_fails()
    {
        using var options = new RunOptions();
        using var binding = model.Session.CreateIoBinding();
        binding.BindOutputToDevice("score", OrtMemoryInfo.DefaultInstance);

        Fails("Fail", () => model.Session.RunWithBinding(options, binding));
    }

    [Fact]
    public void Clearing_the_inputs_unbinds_them()
    {
        using var options = new RunOptions();
        using var binding = model.Session.CreateIoBinding();
        using var frame = OnnxRuntimeModel.Input(OnnxRuntimeModel.Frame(1));
        binding.BindInput("frames", frame);
        binding.BindOutputToDevice("score", OrtMemoryInfo.DefaultInstance);

        binding.ClearBoundInputs();

        Fails("Fail", () => model.Session.RunWithBinding(options, binding));
    }

    [Fact]
    public void Unknown_names_and_unequal_counts_are_refused_before_the_run()
    {
        using var options = new RunOptions();
        using var frame = OnnxRuntimeModel.Input(OnnxRuntimeModel.Frame(1));

        var error = Fails("InvalidArgument", () => model.Session.Run(options, ["x"], [frame], ["score"]));
        Assert.Contains("Input name: 'x' is not in the metadata", error.Message);
        Fails("InvalidArgument", () => model.Session.Run(options, ["frames"], [frame], ["y"]));
        Assert.Throws<ArgumentException>(() => model.Session.Run(options, ["frames"], [], ["score"]));
        Assert.Throws<ArgumentException>(() => model.Session.Run(options, ["frames"], [frame], ["score"], []));
    }

    [Fact]
    public void An_unknown_provider_is_an_invalid_argument()
    {
        using var options = new SessionOptions();

        Fails("InvalidArgument", () => options.AppendExecutionProvider("Abacus"));
        Fails("InvalidArgument", () => options.AppendExecutionProvider("CUDA"));
    }

    [Fact]
    public void Cuda_without_its_provider_library_fails_when_appended()
    {
        Assert.SkipWhen(
            File.Exists(Path.Combine(AppContext.BaseDirectory, "libonnxruntime_providers_cuda.so")),
            "the CUDA provider is here");
        using var options = new SessionOptions();
        using var cuda = new OrtCUDAProviderOptions();

        Fails("Fail", () => options.AppendExecutionProvider_CUDA(0));
        Fails("Fail", () => options.AppendExecutionProvider_CUDA(cuda));
        Fails("Fail", () => options.AppendExecutionProvider_Tensorrt(0));
        Assert.Throws<OnnxRuntimeException>(() => cuda.UpdateOptions(new() { ["device_id"] = "0" }));
        Assert.Throws<OnnxRuntimeException>(cuda.GetOptions);
    }

    private static OnnxRuntimeException Fails(string code, Action action)
    {
        var error = Assert.Throws<OnnxRuntimeException>(action);
        Assert.StartsWith($"[ErrorCode:{code}] ", error.Message);
        return error;
    }
}
