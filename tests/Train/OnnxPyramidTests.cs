using DiCNet.Train.Onnx;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DiCNet.Tests.Train;

public sealed class OnnxPyramidTests
{
    [Theory]
    [InlineData(45, 60, new[] { 1, 2, 3, 6 }, 1)]
    [InlineData(7, 9, new[] { 1, 2, 3, 6 }, 1)]
    [InlineData(7, 9, new[] { 1, 2, 3, 6 }, 3)]
    [InlineData(13, 11, new[] { 5, 4, 7 }, 3)]
    [InlineData(4, 6, new[] { 1, 2, 3, 6 }, 2)]
    [InlineData(2, 3, new[] { 6 }, 1)]
    [InlineData(1, 1, new[] { 1, 2 }, 1)]
    public void The_shortcut_equals_pooling_upsampling_concatenation_and_convolution(int height, int width, int[] scales, int pictures)
    {
        const int Channels = 5, Outputs = 4;
        var branches = scales.Select((s, b) => new PyramidBranch(s, GraphRun.Numbers((b + 2) * Channels, b), GraphRun.Numbers(b + 2, 10 + b))).ToArray();
        var inputs = Channels + branches.Sum(b => b.Channels);
        var (weight, bias) = (GraphRun.Numbers(Outputs * inputs * 9, 20), GraphRun.Numbers(Outputs, 21));
        var x = GraphRun.Numbers(pictures * Channels * height * width, 22);

        var y = GraphRun.Once([pictures, Channels, height, width], x, (graph, input) =>
            graph.PyramidBottleneck(input, Channels, height, width, branches, weight, [Outputs, inputs, 3, 3], bias));

        var expected = x.Chunk(Channels * height * width).SelectMany(picture =>
        {
            var concatenated = picture.Concat(branches.SelectMany(b => Plain.Upsample(
                Plain.Relu(Plain.Conv(Plain.AdaptivePool(picture, Channels, height, width, b.Scale), Channels, b.Scale, b.Scale, b.Weight, b.Channels, 1, b.Bias, 1, 0, 1)),
                b.Channels, b.Scale, height, width)));
            return Plain.Conv([.. concatenated], inputs, height, width, weight, Outputs, 3, bias, 1, 1, 1);
        }).ToArray();
        Assert.InRange(GraphRun.Difference(expected, y), 0, 1e-6);
    }

    [Fact]
    public void Bins_of_45_cells_in_6_overlap_as_adaptive_pooling_has_them() => Assert.Equal(
        [(0, 8), (7, 15), (15, 23), (22, 30), (30, 38), (37, 45)],
        Enumerable.Range(0, 6).Select(i => PyramidMatrix.Bin(i, 6, 45)));

    [Fact]
    public void Pooling_matrices_average_as_adaptive_pooling_does() =>
        Prop.ForAll(Gen.Choose(1, 40).Two().ToArbitrary(), size =>
        {
            var (scale, length) = size;
            var x = GraphRun.Numbers(length, 1);
            var matrix = PyramidMatrix.Pool(scale, length);
            // One row repeated is pooled alike in every row of bins.
            var square = Enumerable.Repeat(x, length).SelectMany(row => row).ToArray();
            var expected = Plain.AdaptivePool(square, 1, length, length, scale)[..scale];
            var actual = Enumerable.Range(0, scale).Select(i => Enumerable.Range(0, length).Sum(j => matrix[i * length + j] * (double)x[j]));
            return expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max() < 1e-6;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Upsampling_rows_sum_to_1_except_where_the_shift_reads_beyond_the_end()
    {
        Assert.All(PyramidMatrix.Upsample(6, 45, 0).Chunk(6), row => Assert.Equal(1, row.Sum(), 6));
        Assert.All(PyramidMatrix.Upsample(6, 45, 1).Chunk(6).Last(), cell => Assert.Equal(0, cell));
        Assert.All(PyramidMatrix.Upsample(6, 45, -1).Chunk(6).First(), cell => Assert.Equal(0, cell));
        Assert.Equal(PyramidMatrix.Upsample(6, 45, 0)[6..], PyramidMatrix.Upsample(6, 45, 1)[..^6]);
    }

    [Fact]
    public void A_bottleneck_that_does_not_fit_its_branches_is_refused() => Assert.Contains("does not fit a trunk of 5 channels",
        Assert.Throws<ArgumentException>(() => new OnnxGraph("g").PyramidBottleneck("x", 5, 4, 4, [new PyramidBranch(1, new float[10], new float[2])], new float[36 * 5], [4, 5, 3, 3], null)).Message);
}
