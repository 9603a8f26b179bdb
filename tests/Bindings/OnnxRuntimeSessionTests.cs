using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Xunit;

namespace DiCNet.Tests.Bindings;

[Collection(OnnxRuntimeModel.Collection)]
public sealed class OnnxRuntimeSessionTests(OnnxRuntimeModel model)
{
    [Fact]
    public void A_session_names_the_inputs_and_outputs_in_model_order()
    {
        Assert.Equal(["frames"], model.Session.InputNames);
        Assert.Equal(["score", "eq7"], model.Session.OutputNames);
        Assert.Equal(["frames"], model.Session.InputMetadata.Keys);
        Assert.Equal(2, model.Session.OutputMetadata.Count);
    }

    [Fact]
    public void The_input_is_a_byte_tensor_with_a_symbolic_batch()
    {
        var frames = model.Session.InputMetadata["frames"];

        Assert.True(frames.IsTensor);
        Assert.False(frames.IsString);
        Assert.Equal(OnnxValueType.ONNX_TYPE_TENSOR, frames.OnnxValueType);
        Assert.Equal(TensorElementType.UInt8, frames.ElementDataType);
        Assert.Equal(typeof(byte), frames.ElementType);
        Assert.Equal([-1, 360, 480, 3], frames.Dimensions);
        Assert.Equal(["N", "", "", ""], frames.SymbolicDimensions);
    }

    [Theory]
    [InlineData("score")]
    [InlineData("eq7")]
    public void An_output_is_a_float_grid(string name)
    {
        var grid = model.Session.OutputMetadata[name];

        Assert.Equal(TensorElementType.Float, grid.ElementDataType);
        Assert.Equal(typeof(float), grid.ElementType);
        Assert.Equal([-1, 45, 60], grid.Dimensions);
        Assert.Equal(["N", "", ""], grid.SymbolicDimensions);
    }

    [Fact]
    public void Model_metadata_is_read_once()
    {
        var metadata = model.Session.ModelMetadata;

        Assert.NotNull(metadata.ProducerName);
        Assert.NotEmpty(metadata.GraphName);
        Assert.NotNull(metadata.CustomMetadataMap);
        Assert.Same(metadata, model.Session.ModelMetadata);
    }

    [Fact]
    public void A_session_from_bytes_is_the_same_model()
    {
        using var session = new InferenceSession(File.ReadAllBytes(OnnxRuntimeModel.ModelPath));

        Assert.Equal(model.Session.InputNames, session.InputNames);
        Assert.Equal(model.Session.OutputNames, session.OutputNames);
    }

    [Fact]
    public void Profiling_writes_the_file_that_it_names()
    {
        var folder = Directory.CreateTempSubdirectory("dicnet-ort");
        try
        {
            using var options = new SessionOptions { ProfileOutputPathPrefix = Path.Combine(folder.FullName, "ü_") };
            options.EnableProfiling = true;
            using var session = new InferenceSession(OnnxRuntimeModel.ModelPath, options);

            var path = session.EndProfiling();

            Assert.StartsWith(Path.Combine(folder.FullName, "ü_"), path);
            Assert.True(File.Exists(path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Options_have_the_documented_defaults_and_keep_what_is_set()
    {
        using var options = new SessionOptions();
        Assert.True(options.EnableMemoryPattern);
        Assert.True(options.EnableCpuMemArena);
        Assert.False(options.EnableProfiling);
        Assert.Equal("onnxruntime_profile_", options.ProfileOutputPathPrefix);
        Assert.Equal(GraphOptimizationLevel.ORT_ENABLE_ALL, options.GraphOptimizationLevel);
        Assert.Equal(ExecutionMode.ORT_SEQUENTIAL, options.ExecutionMode);
        Assert.Equal(0, options.IntraOpNumThreads);
        Assert.Equal("", options.LogId);

        options.EnableMemoryPattern = false;
        options.EnableCpuMemArena = false;
        options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL;
        options.ExecutionMode = ExecutionMode.ORT_PARALLEL;
        options.InterOpNumThreads = 1;
        options.LogId = "prüfung";
        options.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR;
        options.AppendExecutionProvider_CPU();

        Assert.False(options.EnableMemoryPattern);
        Assert.False(options.EnableCpuMemArena);
        Assert.Equal(GraphOptimizationLevel.ORT_DISABLE_ALL, options.GraphOptimizationLevel);
        Assert.Equal(ExecutionMode.ORT_PARALLEL, options.ExecutionMode);
        Assert.Equal(1, options.InterOpNumThreads);
        Assert.Equal("prüfung", options.LogId);
        Assert.Equal(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, options.LogSeverityLevel);
    }

    [Fact]
    public void Disposing_twice_is_the_same_as_once()
    {
        var options = new SessionOptions();
        var runOptions = new RunOptions();
        var session = new InferenceSession(OnnxRuntimeModel.ModelPath, options);
        var binding = session.CreateIoBinding();
        foreach (var disposable in new IDisposable[] { binding, session, runOptions, options })
        {
            disposable.Dispose();
            disposable.Dispose();
        }

        Assert.Throws<ObjectDisposedException>(() => session.CreateIoBinding());
    }
}
