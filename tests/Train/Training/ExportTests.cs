using DiCNet.Inference;
using DiCNet.Tests.Bindings;
using DiCNet.Train.Export;
using DiCNet.Train.Onnx;
using DiCNet.Train.Training;
using OpenCvSharp;
using TorchSharp;
using Xunit;

namespace DiCNet.Tests.Train.Training;

/// <summary>A pair trained for seconds, written as a bundle.</summary>
[Collection(TorchSharpFixture.Name)]
public sealed class ExportTests : IDisposable
{
    private readonly ToyRoad _road = new();

    [Theory]
    [InlineData("eq7")]
    [InlineData("eq7+logit")]
    public void A_bundle_is_what_was_trained_and_serves_at_once(string rule)
    {
        var (teacher, student) = Pair("pair", steps: 12);
        Export(teacher, student, "bundle", rule);
        var bundle = ModelBundle.Open(_road.Out("bundle"));
        Assert.Equal((rule, 96, 64), (bundle.Card.ScoreRule, bundle.Card.Input.Width, bundle.Card.Input.Height));
        Assert.Equal(["grass", "box", "ball"], bundle.Card.KnownClasses);
        Assert.Equal(["ring"], bundle.Card.HeldOutClasses);
        var card = File.ReadAllText(_road.Out("bundle/card.yaml"));
        Assert.Contains("metrics:", card);
        Assert.Contains("teacher_miou:", card);
        Assert.DoesNotContain(Path.GetTempPath(), card);

        // The golden grids are the modules'; the graph that serves gives the same.
        using var scorer = new PictureScorer(bundle, Placement.Fused);
        using var picture = Cv2.ImRead(Golden);
        var (score, eq7) = scorer.Score(picture);
        Assert.InRange(ParityCheck.Difference(Npy("score"), score), 0, 1e-3);
        Assert.InRange(ParityCheck.Difference(Npy("eq7"), eq7), 0, 1e-3);
    }

    [Fact]
    public void A_bundle_of_another_size_is_measured_anew_and_serves()
    {
        var (teacher, student) = Pair("pair", steps: 12);
        Export(teacher, student, "whole", "eq7");
        Export(teacher, student, "bundle", "eq7", size: new Size(64, 64));
        var (whole, small) = (ModelBundle.Open(_road.Out("whole")).Card, ModelBundle.Open(_road.Out("bundle")).Card);
        Assert.Equal((64, 64, 8, 8), (small.Input.Width, small.Input.Height, small.Output("score").Width, small.Output("score").Height));
        Assert.NotEqual(File.ReadAllText(_road.Out("whole/card.yaml")), File.ReadAllText(_road.Out("bundle/card.yaml")));
        Assert.NotEqual(Threshold.FromCard(whole).For(new StreamId("x")), Threshold.FromCard(small).For(new StreamId("x")));

        using var scorer = new PictureScorer(ModelBundle.Open(_road.Out("bundle")), Placement.Fused);
        using var picture = Cv2.ImRead(Golden);
        Assert.InRange(ParityCheck.Difference(Npy("eq7"), scorer.Score(picture).Eq7), 0, 1e-3);
    }

    [Fact]
    public void A_bundle_that_lies_there_is_replaced_only_when_asked()
    {
        var (teacher, student) = Pair("pair", steps: 2);
        Export(teacher, student, "bundle", "eq7");
        var digest = ModelBundle.Open(_road.Out("bundle")).Digest;
        Assert.Contains("lies there already", Assert.Throws<UserError>(() => Export(teacher, student, "bundle", "eq7+logit")).Message);
        Assert.Equal(digest, ModelBundle.Open(_road.Out("bundle")).Digest);
        Export(teacher, student, "bundle", "eq7+logit", replace: true);
        Assert.NotEqual(digest, ModelBundle.Open(_road.Out("bundle")).Digest);
    }

    [Fact]
    public void A_student_of_another_teacher_is_refused()
    {
        var (_, student) = Pair("one", steps: 2);
        var (teacher, _) = Pair("two", steps: 3);
        Assert.Contains("was distilled from the teacher", Assert.Throws<UserError>(() => TrainedPair.Read(teacher, student)).Message);
        Assert.Contains("not a student", Assert.Throws<UserError>(() => TrainedPair.Read(teacher, teacher)).Message);
    }

    public void Dispose() => _road.Dispose();

    private string Golden => _road.Out("dev/pictures/0.png");

    private (string Teacher, string Student) Pair(string name, int steps)
    {
        var options = _road.Options(name, steps);
        var teacher = TeacherRun.Train(options, resume: false, TestContext.Current.CancellationToken)!;
        return (teacher, StudentRun.Train(options, teacher, resume: false, TestContext.Current.CancellationToken)!);
    }

    private void Export(string teacher, string student, string folder, string rule, bool replace = false, Size? size = null)
    {
        using var trained = TrainedPair.Read(teacher, student);
        var data = new TrainData(trained.Header.Options.Data, torch.CPU) { PictureSize = size };
        new PairExport(trained.At(data), data, new ExportOptions
        {
            Name = "toy", Rule = rule, Licence = "none", Lists = ["dev"], Golden = [Golden], Replace = replace,
        }).Write(_road.Out(folder));
    }

    private float[] Npy(string grid)
    {
        var bytes = File.ReadAllBytes(_road.Out($"bundle/golden/0.{grid}.npy"));
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + bytes[8] + (256 * bytes[9]))).ToArray();
    }
}
