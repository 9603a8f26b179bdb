using DiCNet.Inference;
using DiCNet.Train.Onnx;
using Google.Protobuf;
using Xunit;

namespace DiCNet.Tests.Inference;

public sealed class PeakConvolutionTests
{
    [Theory]
    [InlineData("float32.onnx", false)]
    [InlineData("int8.onnx", true)]
    public void The_shipped_convolutions_are_what_this_writes(string file, bool bytes)
    {
        var (shipped, written) = (Repository.Path("models", "peak", file), Convolutions(bytes));
        if (Environment.GetEnvironmentVariable("DICNET_WRITE_PEAK") is not null)
        {
            File.WriteAllBytes(shipped, written);
        }

        Assert.Equal(File.ReadAllBytes(shipped), written);
    }

    [Theory]
    [InlineData(ModelPrecision.Float32)]
    [InlineData(ModelPrecision.Int8)]
    public void A_processor_convolves_more_than_a_gigaflop_in_a_second(ModelPrecision precision)
    {
        using var peak = new PeakConvolution(Repository.Path("models", "peak"), precision, lanes: 2);
        Assert.InRange(peak.Measure(TimeSpan.FromMilliseconds(50)), 1, 1e6);
    }

    private static byte[] Convolutions(bool bytes)
    {
        var graph = new OnnxGraph("peak");
        var x = graph.Input("x", bytes ? ElementType.UInt8 : ElementType.Float, 1, 256, 48, 64);

        // Spread out when the model is loaded, so that the file stays small.
        string All(float value, params long[] shape) => graph.Node("Expand", [graph.Constant([value]), graph.Constant(shape)]);
        var weight = All(bytes ? 1 : 0.001f, 256, 256, 3, 3);
        var scale = graph.Constant([0.01f]);
        AttributeProto[] square =
        [
            new() { Name = "kernel_shape", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 3, 3 } },
            new() { Name = "pads", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 1, 1, 1, 1 } },
        ];
        for (var layer = 0; layer < 4; layer++)
        {
            var zero = bytes ? graph.Cast(graph.Constant([0f]), ElementType.UInt8) : "";
            x = bytes
                ? graph.Node("QLinearConv",
                    [x, scale, zero, graph.Cast(weight, ElementType.Int8), All(0.01f, 256), graph.Cast(All(0, 256), ElementType.Int8), scale, zero], square)
                : graph.Node("Conv", [x, weight], square);
        }

        graph.Output(x, "y", 1, 256, 48, 64);
        var model = ModelProto.Parser.ParseFrom(graph.ToBytes());
        model.Graph.Output[0].Type.TensorType.ElemType = (int)(bytes ? ElementType.UInt8 : ElementType.Float);
        return model.ToByteArray();
    }
}
