using DiCNet.Train.Networks;
using DiCNet.Train.Onnx;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace DiCNet.Tests.Train;

[Collection(Networks.Collection)]
public sealed class EmitTests
{
    [Theory]
    [MemberData(nameof(Networks.All), MemberType = typeof(Networks))]
    public void The_graph_of_a_teacher_gives_its_normalised_features_and_logits(string name)
    {
        using var scope = NewDisposeScope();
        using var teacher = Networks.Teacher(name);
        var pictures = Networks.Pictures(2, 72, 104);
        teacher.MeasureStatistics([pictures.clone().DetachFromDisposeScope()]);
        using var guard = no_grad();
        var graph = new OnnxGraph("teacher");
        var (features, logits) = teacher.Emit(graph, graph.Input("x", ElementType.Float, "N", 3, 72, 104), 9, 13);
        graph.Output(features, "features", "N", 16, 9, 13);
        graph.Output(logits, "logits", "N", 3, 9, 13);
        var outputs = GraphRun.Once(graph, ("x", pictures.shape, Floats.Of(pictures)));
        Assert.InRange(GraphRun.Difference(Floats.Of(teacher.NormalisedFeatures(pictures)), outputs["features"]), 0, 1e-4);
        Assert.InRange(GraphRun.Difference(Floats.Of(teacher.call(pictures).Logits), outputs["logits"]), 0, 1e-4);
    }

    [Theory]
    [MemberData(nameof(Networks.All), MemberType = typeof(Networks))]
    public void The_graph_of_a_student_gives_its_features(string name)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var student = Networks.Student(name);
        student.eval();
        var pictures = Networks.Pictures(1, 64, 80);
        var features = GraphRun.Once(pictures.shape, Floats.Of(pictures), (graph, x) => student.Emit(graph, x, 8, 10));
        Assert.InRange(GraphRun.Difference(Floats.Of(student.call(pictures)), features), 0, 1e-4);
    }

    [Fact]
    public void A_students_bias_is_emitted()
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var student = new Student(Networks.Specs["resnet18, small stem"] with { Bias = true });
        student.eval();
        student.get_parameter("branch.pyramid.bottleneck.bias")!.fill_(3);
        var pictures = Networks.Pictures(1, 64, 64);
        var features = GraphRun.Once(pictures.shape, Floats.Of(pictures), (graph, x) => student.Emit(graph, x, 8, 8));
        Assert.InRange(GraphRun.Difference(Floats.Of(student.call(pictures)), features), 0, 1e-4);
        Assert.InRange(features.Average(), 1, 5);
    }
}
