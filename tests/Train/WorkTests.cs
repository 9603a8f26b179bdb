using DiCNet.Inference;
using DiCNet.Train.Onnx;
using Xunit;

namespace DiCNet.Tests.Train;

public sealed class WorkTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Multiplications_and_additions_of_every_convolution_are_counted_at_the_size_of_its_map()
    {
        var graph = new OnnxGraph("two");
        var x = graph.Normalize(graph.Input("frames", ElementType.UInt8, "N", 32, 48, 3));
        x = graph.Relu(graph.Conv(x, new float[8 * 3 * 9], [8, 3, 3, 3], null, stride: 2, padding: 1, dilation: 1));
        x = graph.MaxPool(x, 3, 2, 1);
        x = graph.Conv(x, new float[8 * 9], [8, 1, 3, 3], null, stride: 1, padding: 4, dilation: 4, groups: 8);
        graph.Output(x, "y", "N", 8, 8, 12);
        graph.Save(_file);
        var expected = 2.0 * ((16 * 24 * 8 * 3 * 9) + (8 * 12 * 8 * 9)) / 1e9;
        Assert.Equal(expected, Work.GigaflopPerFrame(_file, 32, 48), 12);
    }

    [Fact]
    public void The_shipped_card_states_the_work_of_its_graph()
    {
        var card = ModelBundle.Open(ShippedBundle.Folder).Card;
        Assert.Equal(Work.GigaflopPerFrame(Path.Combine(ShippedBundle.Folder, card.Model), card.Input.Height, card.Input.Width), card.GigaflopPerFrame, 3);
    }
}
