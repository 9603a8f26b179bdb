using DiCNet.Inference;
using DiCNet.Train.Onnx;
using Xunit;

namespace DiCNet.Tests.Train;

public sealed class OnnxBundleTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("dicnet-bundle-").FullName;

    private string Folder => Path.Combine(_root, "tiny");

    [Fact]
    public void A_written_bundle_says_what_it_is_and_loads_in_both_placements()
    {
        BundleWriter.Write(Folder, TinyBundle.Parts());
        var card = ModelBundle.Open(Folder).Card;
        Assert.Equal(("tiny", 8, 6, "eq7+logit"), (card.Name, card.Stride, card.FeatureChannels, card.ScoreRule));
        Assert.Equal((4, 6, -0.25, 4.5), (card.Output("eq7").Height, card.Output("score").Width, card.Quantile(0.5), card.Quantile(0.995)));
        Assert.Equal(["Road", "Sky", "Car", "Bicyclist"], [.. card.KnownClasses, .. card.HeldOutClasses]);
        Assert.Equal(card.Pair!.Teacher.Sha256, card.Pair.Student.TeacherSha256);
        var text = File.ReadAllText(Path.Combine(Folder, "card.yaml"));
        Assert.Contains("known_classes: [Road, Sky, Car]", text);
        Assert.Contains("layout: [N, H, W, 3]\n", text);
        Assert.Contains("outputs:\n- name: score\n", text);
        Assert.Contains("score_rule_z:\n  log_eq7_mean: -1.5\n  log_eq7_std: 0.5\n  student_energy_mean: -2\n  student_energy_std: 0.25\n  teacher_energy_mean: -3\n  teacher_energy_std: 0.75\n", text);
        Assert.Contains("seed: 1\ndata:\n  train: 'no frames: none'\n  frames: [1, 2]\n", text);
        Assert.Equal(["card.yaml", "dicnet.onnx", "score.onnx", "student.onnx", "teacher.onnx"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["tiny"], Directory.GetFileSystemEntries(_root).Select(Path.GetFileName));
    }

    [Fact]
    public void The_same_parts_write_the_same_bytes()
    {
        BundleWriter.Write(Folder, TinyBundle.Parts());
        BundleWriter.Write(Path.Combine(_root, "again"), TinyBundle.Parts());
        Assert.All(Directory.GetFiles(Folder), file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(_root, "again", Path.GetFileName(file)))));
    }

    [Fact]
    public void The_bundle_is_at_parity_with_its_own_graphs_and_a_drifted_one_is_not()
    {
        BundleWriter.Write(Folder, TinyBundle.Parts());
        using var picture = TinyBundle.Picture(1);
        var frame = Reference(Folder, picture);
        var parity = ParityCheck.Require(Folder, [frame, frame]);
        Assert.Equal(2, parity.Pictures);
        Assert.InRange(parity.Greatest, 0, 1e-5);

        Refused("teacher features of street", frame with { Teacher = Drift(frame.Teacher) });
        Refused("student features of street", frame with { Student = Drift(frame.Student) });
        Refused("score of street", frame with { Score = Drift(frame.Score) });
        Refused("eq7 of street", frame with { Eq7 = [.. frame.Eq7.Select(_ => float.NaN)] });

        void Refused(string what, ParityFrame drifted) =>
            Assert.Contains(what, Assert.Throws<UserError>(() => ParityCheck.Require(Folder, [drifted])).Message);

        static float[] Drift(float[] values) => [.. values.Select(v => v * 1.01f)];
    }

    [Fact]
    public void A_bundle_that_its_check_refuses_never_gets_its_name()
    {
        Assert.Throws<UserError>(() => BundleWriter.Write(Folder, TinyBundle.Parts(), check: draft =>
        {
            Assert.True(File.Exists(Path.Combine(draft, "card.yaml")));
            throw new UserError("no", "", "never");
        }));
        Assert.Empty(Directory.GetFileSystemEntries(_root));
    }

    [Fact]
    public void A_bundle_is_replaced_only_when_asked_and_other_folders_never()
    {
        BundleWriter.Write(Folder, TinyBundle.Parts());
        var before = ModelBundle.Open(Folder).Digest;
        Assert.Contains("a bundle lies there already", Error(() => BundleWriter.Write(Folder, TinyBundle.Parts(ScoreRule.Eq7))));
        Assert.Equal(before, ModelBundle.Open(Folder).Digest);
        BundleWriter.Write(Folder, TinyBundle.Parts(ScoreRule.Eq7), replace: true);
        Assert.Equal("eq7", ModelBundle.Open(Folder).Card.ScoreRule);
        Assert.NotEqual(before, ModelBundle.Open(Folder).Digest);

        var other = Directory.CreateDirectory(Path.Combine(_root, "photos")).FullName;
        BundleWriter.Write(other, TinyBundle.Parts());
        Directory.Delete(other, recursive: true);
        Directory.CreateDirectory(other);
        File.WriteAllText(Path.Combine(other, "mine.txt"), "");
        Assert.Contains("something else than a bundle", Error(() => BundleWriter.Write(other, TinyBundle.Parts(), replace: true)));
        Assert.Contains("this is a file", Error(() => BundleWriter.Write(Path.Combine(other, "mine.txt"), TinyBundle.Parts(), replace: true)));
        Assert.Equal(["photos", "tiny"], Directory.GetFileSystemEntries(_root).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Parts_that_make_no_bundle_are_refused()
    {
        Assert.Contains("pictures of 48x33 do not divide into cells of 8x8", Error(() => BundleWriter.Write(Folder, TinyBundle.Parts() with { Height = 33 })));
        Assert.Contains("does not vary", Error(() => BundleWriter.Write(Folder, TinyBundle.Parts(ScoreRule.Eq7Logit(new(0, 0), new(0, 1), new(0, 1))))));
        Assert.Contains("must hold 0.5 and a greater 0.995", Error(() => BundleWriter.Write(Folder, TinyBundle.Parts() with { ScoreQuantiles = new Dictionary<double, double>() })));
        Assert.Throws<ArgumentException>(() => BundleWriter.Write(Folder, TinyBundle.Parts() with { Mu = [1] }));
        Assert.Throws<ArgumentException>(() => BundleWriter.Write(Folder, TinyBundle.Parts() with { Further = [new("stride", 4)] }));
        Assert.Empty(Directory.GetFileSystemEntries(_root));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string Error(Action action) => Assert.Throws<UserError>(action).Message;

    private static ParityFrame Reference(string folder, OpenCvSharp.Mat picture)
    {
        using var teacher = FeatureModel.Load(Path.Combine(folder, "teacher.onnx"), new InferenceOptions());
        using var student = FeatureModel.Load(Path.Combine(folder, "student.onnx"), new InferenceOptions());
        using var scorer = new PictureScorer(ModelBundle.Open(folder), Placement.Fused);
        teacher.Run(picture);
        student.Run(picture);
        Assert.Equal((TinyBundle.Channels, TinyBundle.Classes, 0), (teacher.Channels, teacher.Classes, student.Classes));
        var (score, eq7) = scorer.Score(picture);
        return new ParityFrame("street", picture, teacher.Features.ToArray(), student.Features.ToArray(), score, eq7);
    }
}
