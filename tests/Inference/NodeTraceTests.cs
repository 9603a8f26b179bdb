using DiCNet.Inference;
using DiCNet.Tests.Train;
using DiCNet.Train.Onnx;
using Xunit;

namespace DiCNet.Tests.Inference;

public sealed class NodeTraceTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("dicnet-nodes-");

    [Theory]
    [InlineData(Placement.Fused)]
    [InlineData(Placement.Pair)]
    public void The_cpu_runs_every_node_in_either_placement(Placement placement)
    {
        var folder = Path.Combine(_root.FullName, "tiny");
        BundleWriter.Write(folder, TinyBundle.Parts());
        var trace = NodeTrace.Of(ModelBundle.Open(folder), new InferenceOptions { Placement = placement, Threads = 1 });
        Assert.True(trace.IsWhole);
        var nodes = trace.Providers["CPUExecutionProvider"].Nodes;
        Assert.True(nodes > 0);
        Assert.Equal(1, trace.Providers["CPUExecutionProvider"].Time);
        Assert.Equal($"ran {nodes} of {nodes} nodes; CPUExecutionProvider", $"{trace}");
    }

    [Fact]
    public void A_node_counts_once_however_often_it_ran_and_only_its_kernel_counts()
    {
        const string Profile = """
            [{"cat":"Session","name":"model_run","args":{}},
             {"cat":"Node","name":"a_fence_before","args":{"op_name":"Conv"}},
             {"cat":"Node","name":"a_kernel_time","args":{"provider":"CUDAExecutionProvider","node_index":"1"},"dur":5},
             {"cat":"Node","name":"a_kernel_time","args":{"provider":"CUDAExecutionProvider","node_index":"2"},"dur":4},
             {"cat":"Node","name":"b_kernel_time","dur":3,"args":{"provider":"CPUExecutionProvider","node_index":"3"}},
             {"cat":"Node","name":"a_kernel_time","args":{"provider":"CUDAExecutionProvider","node_index":"1"},"dur":7}]
            """;
        Assert.Equal([("CPUExecutionProvider", 3), ("CUDAExecutionProvider", 4), ("CUDAExecutionProvider", 12)], NodeTrace.Read(Profile).Order());
    }

    [Fact]
    public void Nodes_that_ran_elsewhere_are_told()
    {
        var trace = new NodeTrace("CUDAExecutionProvider", new Dictionary<string, NodeShare> { ["CUDAExecutionProvider"] = new(180, 0.75), ["CPUExecutionProvider"] = new(7, 0.25) });
        Assert.False(trace.IsWhole);
        Assert.Equal("ran 180 of 187 nodes; CPUExecutionProvider ran 7 for 25.0 % of the time", $"{trace}");
    }

    [Fact]
    public void Behind_TensorRT_CUDA_may_run_what_is_left()
    {
        var trace = new NodeTrace("TensorrtExecutionProvider", new Dictionary<string, NodeShare> { ["TensorrtExecutionProvider"] = new(1, 0.98), ["CUDAExecutionProvider"] = new(2, 0.02) });
        Assert.True(trace.IsWhole);
        Assert.Equal("ran 1 of 3 nodes; CUDAExecutionProvider ran 2 for 2.0 % of the time", $"{trace}");
    }

    public void Dispose() => _root.Delete(recursive: true);
}
