using DiCNet.Train.Onnx;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace DiCNet.Tests.Train;

public sealed class OnnxGraphTests
{
    private static readonly long[] s_shape = [2, 4, 7, 9];
    private static readonly float[] s_x = GraphRun.Numbers(2 * 4 * 7 * 9, 1);

    [Theory]
    [InlineData(6, 3, 1, 1, 1, 1)]
    [InlineData(6, 3, 2, 1, 1, 1)]
    [InlineData(6, 3, 1, 2, 2, 1)]
    [InlineData(6, 1, 1, 0, 1, 1)]
    [InlineData(8, 3, 1, 1, 1, 4)]
    [InlineData(4, 3, 1, 4, 4, 4)]
    [InlineData(3, 7, 2, 3, 1, 1)]
    public void Convolutions_equal_plain_loops(int outputs, int kernel, int stride, int padding, int dilation, int groups)
    {
        var (weight, bias) = (GraphRun.Numbers(outputs * 4 / groups * kernel * kernel, 2), GraphRun.Numbers(outputs, 3));
        long[] shape = [outputs, 4 / groups, kernel, kernel];
        var expected = ByPicture(x => Plain.Conv(x, 4, 7, 9, weight, outputs, kernel, bias, stride, padding, dilation, groups));
        var actual = GraphRun.Once(s_shape, s_x, (g, x) => g.Conv(x, weight, shape, bias, stride, padding, dilation, groups));
        Assert.InRange(GraphRun.Difference(expected, actual), 0, 1e-6);
    }

    [Fact]
    public void A_convolution_without_bias_has_none() => Assert.All(
        GraphRun.Once(s_shape, new float[s_x.Length], (g, x) => g.Conv(x, GraphRun.Numbers(12, 2), [3, 4, 1, 1], null, 1, 0, 1)), y => Assert.Equal(0, y));

    [Fact]
    public void Batch_norm_uses_its_fixed_statistics()
    {
        float[] scale = [1, 2, 3, 4], bias = [0, 1, 0, -1], mean = [0.5f, 0, 0, 0.1f], variance = [1, 4, 0.25f, 0];
        var expected = s_x.Select((v, i) => i / 63 % 4).Zip(s_x, (c, v) => (float)(scale[c] * (v - mean[c]) / Math.Sqrt(variance[c] + 1e-2) + bias[c]));
        var actual = GraphRun.Once(s_shape, s_x, (g, x) => g.BatchNorm(x, scale, bias, mean, variance, 1e-2f));
        Assert.InRange(GraphRun.Difference([.. expected], actual), 0, 1e-6);
    }

    [Fact]
    public void Element_by_element_operators_do_what_they_say()
    {
        Check(x => x * x + x, (g, x) => g.Add(g.Mul(x, x), x));
        Check(x => x - 2 * x - 1, (g, x) => g.Sub(x, g.Affine(x, 2, 1)));
        Check(x => Math.Clamp(x, -0.2, 0.3), (g, x) => g.Clip(x, -0.2f, 0.3f));
        Check(x => Math.Max(x, 0), (g, x) => g.Relu(x));
        Check(x => Math.Log(x + 2), (g, x) => g.Log(g.Affine(x, 1, 2)));

        static void Check(Func<double, double> expected, Func<OnnxGraph, string, string> emit) =>
            Assert.InRange(GraphRun.Difference([.. s_x.Select(x => (float)expected(x))], GraphRun.Once(s_shape, s_x, emit)), 0, 1e-6);
    }

    [Fact]
    public void Channels_can_be_scaled_concatenated_and_reduced()
    {
        float[] scale = [1, -1, 2, 0], offset = [0, 1, 2, 3];
        var channels = s_x.Select((x, i) => x * scale[i / 63 % 4] + offset[i / 63 % 4]).ToArray();
        Assert.InRange(GraphRun.Difference(channels, GraphRun.Once(s_shape, s_x, (g, x) => g.Affine(x, scale, offset))), 0, 1e-6);
        Assert.Equal(ByPicture(x => [.. x, .. x]), GraphRun.Once(s_shape, s_x, (g, x) => g.Concat(x, x)));
        var means = ByPicture(x => [.. Enumerable.Range(0, 63).Select(i => Enumerable.Range(0, 4).Average(c => x[c * 63 + i]))]);
        Assert.InRange(GraphRun.Difference(means, GraphRun.Once(s_shape, s_x, (g, x) => g.ReduceMean(x, 1))), 0, 1e-6);
        var squares = ByPicture(x => [.. Enumerable.Range(0, 63).Select(i => Enumerable.Range(0, 4).Sum(c => x[c * 63 + i] * x[c * 63 + i]))]);
        Assert.InRange(GraphRun.Difference(squares, GraphRun.Once(s_shape, s_x, (g, x) => g.ReduceSumSquare(x, 1))), 0, 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void Log_sum_exp_does_not_overflow(float size)
    {
        var large = s_x.Select(x => x * size + 50 * size).ToArray();
        var expected = large.Chunk(4 * 63).SelectMany(x => Enumerable.Range(0, 63).Select(i =>
        {
            var most = Enumerable.Range(0, 4).Max(c => x[c * 63 + i]);
            return (float)(most + Math.Log(Enumerable.Range(0, 4).Sum(c => Math.Exp((double)x[c * 63 + i] - most))));
        }));
        Assert.InRange(GraphRun.Difference([.. expected], GraphRun.Once(s_shape, large, (g, x) => g.ReduceLogSumExp(x, 1))), 0, 1e-6);
    }

    [Fact]
    public void Max_pooling_ignores_what_lies_beyond_the_border()
    {
        var negative = s_x.Select(x => x - 5).ToArray();
        var expected = negative.Chunk(63).SelectMany(map => Enumerable.Range(0, 4 * 5).Select(i => (
            from row in Enumerable.Range(i / 5 * 2 - 1, 3)
            from column in Enumerable.Range(i % 5 * 2 - 1, 3)
            where row is >= 0 and < 7 && column is >= 0 and < 9
            select map[row * 9 + column]).Max()));
        Assert.Equal(expected, GraphRun.Once(s_shape, negative, (g, x) => g.MaxPool(x, 3, 2, 1)));
    }

    [Fact]
    public void Camera_bytes_become_normalised_planes_in_the_order_red_green_blue()
    {
        var graph = new OnnxGraph("test");
        graph.Output(graph.Normalize(graph.Input("frames", ElementType.UInt8, "N", 1, 2, 3)), "y", "N", 3, 1, 2);
        byte[] pixels = [10, 20, 30, 255, 0, 128];
        var y = GraphRun.Once(graph.ToBytes(), ("frames", OrtValue.CreateTensorValueFromMemory(pixels, [1, 1, 2, 3])))["y"];
        float[] expected =
        [
            (30 / 255f - 0.485f) / 0.229f, (128 / 255f - 0.485f) / 0.229f,
            (20 / 255f - 0.456f) / 0.224f, (0 - 0.456f) / 0.224f,
            (10 / 255f - 0.406f) / 0.225f, (1 - 0.406f) / 0.225f,
        ];
        Assert.InRange(GraphRun.Difference(expected, y), 0, 1e-6);
    }

    [Fact]
    public void One_value_can_leave_the_graph_under_two_names_and_serve_within_it()
    {
        var graph = new OnnxGraph("test");
        var x = graph.Relu(graph.Input("x", ElementType.Float, "N", 2));
        var twice = graph.Add(x, x);
        graph.Output(x, "once", "N", 2);
        graph.Output(x, "again", "N", 2);
        graph.Output(twice, "twice", "N", 2);
        graph.Output(graph.Add(x, twice), "thrice", "N", 2);
        var y = GraphRun.Once(graph, ("x", [1, 2], [-1, 3]));
        Assert.Equal([[0f, 3], [0f, 3], [0f, 6], [0f, 9]], new[] { "once", "again", "twice", "thrice" }.Select(name => y[name]));
    }

    [Fact]
    public void Equal_constants_are_kept_once()
    {
        var graph = new OnnxGraph("test");
        var values = GraphRun.Numbers(1000, 5);
        Assert.Equal(graph.Constant(values, 10, 100), graph.Constant([.. values], 10, 100));
        Assert.NotEqual(graph.Constant(values, 10, 100), graph.Constant(values, 100, 10));
    }

    [Fact]
    public void Weights_that_do_not_fill_their_shape_are_refused() => Assert.Contains("12 values do not fill the shape [3, 4, 3, 3]",
        Assert.Throws<ArgumentException>(() => new OnnxGraph("g").Conv("x", new float[12], [3, 4, 3, 3], null, 1, 1, 1)).Message);

    [Fact]
    public void The_same_calls_write_the_same_bytes() => Assert.Equal(Bytes(), Bytes());

    private static byte[] Bytes()
    {
        var graph = new OnnxGraph("test");
        graph.Output(graph.Conv(graph.Input("x", ElementType.Float, "N", 4, 7, 9), GraphRun.Numbers(36, 1), [1, 4, 3, 3], [1], 1, 1, 1), "y", "N", 1, 7, 9);
        return graph.ToBytes();
    }

    private static float[] ByPicture(Func<float[], IEnumerable<float>> map) => [.. s_x.Chunk(4 * 63).SelectMany(map)];
}
