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
    public void The_shipped_convolutions_are_what_this_writes(string file, bool bytes) =>
        Assert.Equal(File.ReadAllBytes(Repository.Path("models", "peak", file)), Convolutions(bytes));

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
        var weight = Constant(graph, bytes ? new TensorProto { DataType = (int)ElementType.Int8, Int32Data = { 1 }, Dims = { 1 } } : Float(0.001f), 256, 256, 3, 3);
        AttributeProto[] square =
        [
            new() { Name = "kernel_shape", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 3, 3 } },
            new() { Name = "pads", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 1, 1, 1, 1 } },
        ];
        var (scale, zero) = bytes ? (graph.Constant([0.01f]), Constant(graph, new TensorProto { DataType = (int)ElementType.UInt8, Int32Data = { 0 }, Dims = { 1 } }, 1)) : ("", "");
        var (scales, zeros) = bytes ? (Constant(graph, Float(0.01f), 256), Constant(graph, new TensorProto { DataType = (int)ElementType.Int8, Int32Data = { 0 }, Dims = { 1 } }, 256)) : ("", "");
        for (var layer = 0; layer < 4; layer++)
        {
            x = bytes ? graph.Node("QLinearConv", [x, scale, zero, weight, scales, zeros, scale, zero], square) : graph.Node("Conv", [x, weight], square);
        }

        graph.Output(x, "y", 1, 256, 48, 64);
        var model = ModelProto.Parser.ParseFrom(graph.ToBytes());
        model.Graph.Output[0].Type.TensorType.ElemType = (int)(bytes ? ElementType.UInt8 : ElementType.Float);
        return model.ToByteArray();
    }

    private static TensorProto Float(float value) => new() { DataType = (int)ElementType.Float, FloatData = { value }, Dims = { 1 } };

    // Made when the model is loaded, so that the file stays small.
    private static string Constant(OnnxGraph graph, TensorProto value, params long[] shape) => graph.Node("ConstantOfShape", [graph.Constant(shape)],
        new AttributeProto { Name = "value", Type = AttributeProto.Types.AttributeType.Tensor, T = value });
}
