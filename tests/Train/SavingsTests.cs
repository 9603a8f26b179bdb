using DiCNet.Train.Networks;
using DiCNet.Train.Onnx;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace DiCNet.Tests.Train;

/// <summary>What graphs leave out changes nothing that comes out.</summary>
[Collection(Networks.Collection)]
public sealed class SavingsTests
{
    [Theory]
    [MemberData(nameof(Networks.All), MemberType = typeof(Networks))]
    public void With_any_savings_a_teachers_graph_gives_its_features_and_logits(string name)
    {
        using var scope = NewDisposeScope();
        using var teacher = Networks.Teacher(name);
        var pictures = Networks.Pictures(2, 72, 104);
        teacher.MeasureStatistics([pictures.clone().DetachFromDisposeScope()]);
        using var guard = no_grad();
        var (wanted, logits) = (Floats.Of(teacher.NormalisedFeatures(pictures)), Floats.Of(teacher.call(pictures).Logits));
        foreach (var savings in Enumerable.Range(0, (int)Savings.All + 1).Select(s => (Savings)s))
        {
            var outputs = GraphRun.Once(Graph(teacher, savings), ("x", pictures.shape, Floats.Of(pictures)));
            Assert.InRange(GraphRun.Difference(wanted, outputs["features"]), 0, 1e-4);
            Assert.InRange(GraphRun.Difference(logits, outputs["logits"]), 0, 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(Networks.All), MemberType = typeof(Networks))]
    public void With_any_savings_a_students_graph_gives_its_features(string name)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var student = Networks.Student(name);
        student.eval();
        var pictures = Networks.Pictures(1, 64, 80);
        var wanted = Floats.Of(student.call(pictures));
        foreach (var savings in (Savings[])[Savings.None, Savings.Norms, Savings.Pyramid, Savings.All])
        {
            var graph = new OnnxGraph("student", savings);
            graph.Output(student.Emit(graph, graph.Input("x", ElementType.Float, "N", 3, 64, 80), 8, 10), "features", "N", 16, 8, 10);
            Assert.InRange(GraphRun.Difference(wanted, GraphRun.Once(graph, ("x", pictures.shape, Floats.Of(pictures)))["features"]), 0, 1e-4);
        }
    }

    [Fact]
    public void Each_saving_takes_its_operators_out_of_the_graph()
    {
        using var teacher = Networks.Teacher("resnet50");
        Assert.Equal((59, 4), Count(Savings.None));
        Assert.Equal((0, 4), Count(Savings.Norms));
        Assert.Equal((0, 0), Count(Savings.All));
        Assert.Equal(Nodes(Savings.Norms).Count - 2, Nodes(Savings.Norms | Savings.Normalization).Count);

        (int Norms, int Enlargements) Count(Savings savings)
        {
            var nodes = Nodes(savings);
            return (nodes.Count(n => n.OpType == "BatchNormalization"), nodes.Count(n => n.OpType == "Resize"));
        }

        IList<NodeProto> Nodes(Savings savings) => ModelProto.Parser.ParseFrom(Graph(teacher, savings).ToBytes()).Graph.Node;
    }

    [Theory]
    [InlineData(45, 60)]
    [InlineData(90, 160)]
    [InlineData(7, 11)]
    public void Pooling_and_enlarging_alone_do_as_the_networks_do(int height, int width)
    {
        var x = GraphRun.Numbers(2 * height * width, 1);
        foreach (var scale in (int[])[1, 2, 3, 6])
        {
            var pooled = GraphRun.Once([1, 2, height, width], x, (graph, input) => graph.AdaptivePool(input, scale, height, width));
            Assert.InRange(GraphRun.Difference(Plain.AdaptivePool(x, 2, height, width, scale), pooled), 0, 1e-5);
            var enlarged = GraphRun.Once([1, 2, scale, scale], pooled, (graph, input) => graph.Upsample(input, scale, height, width));
            Assert.InRange(GraphRun.Difference(Plain.Upsample(pooled, 2, scale, height, width), enlarged), 0, 1e-5);
        }
    }

    [Fact]
    public void A_map_is_enlarged_to_the_very_size_whatever_the_factor_rounds_to()
    {
        foreach (var length in Enumerable.Range(6, 250))
        {
            var graph = new OnnxGraph("g");
            graph.Output(graph.Upsample(graph.Input("x", ElementType.Float, 1, 1, 3, 3), 3, length, 6), "y");
            Assert.Equal(length * 6, GraphRun.Once(graph, ("x", [1, 1, 3, 3], GraphRun.Numbers(9, length)))["y"].Length);
        }
    }

    private static OnnxGraph Graph(Teacher teacher, Savings savings)
    {
        var graph = new OnnxGraph("teacher", savings);
        var (features, logits) = teacher.Emit(graph, graph.Input("x", ElementType.Float, "N", 3, 72, 104), 9, 13);
        graph.Output(features, "features", "N", 16, 9, 13);
        graph.Output(logits, "logits", "N", 3, 9, 13);
        return graph;
    }
}
