using System.Text.RegularExpressions;
using DiCNet.Tests.Bindings;
using DiCNet.Train.Networks;
using DiCNet.Train.Training;
using Xunit;

namespace DiCNet.Tests.Train.Training;

/// <summary>One whole training, teacher and student, in seconds.</summary>
[Collection(TorchSharpFixture.Name)]
public sealed partial class TrainingTests(TrainingTests.Toy toy) : IClassFixture<TrainingTests.Toy>
{
    [Fact]
    public void A_teacher_learns_its_classes()
    {
        Assert.True(Last(toy.TeacherLosses) < 0.5 * First(toy.TeacherLosses), $"loss {First(toy.TeacherLosses)} to {Last(toy.TeacherLosses)}");
        Assert.InRange(toy.Teacher.Header.Measures["accuracy"], 0.85, 1);
        Assert.InRange(toy.Teacher.Header.Measures["mIoU"], 0.6, 1);
    }

    [Fact]
    public void A_student_learns_its_teacher()
    {
        Assert.True(Last(toy.StudentLosses) < 0.6 * First(toy.StudentLosses), $"loss {First(toy.StudentLosses)} to {Last(toy.StudentLosses)}");
        Assert.InRange(toy.Student.Header.Measures["AUROC"], 0.7, 1);
    }

    [Fact]
    public void The_teachers_features_are_normalised_over_its_training_set()
    {
        using var teacher = Trained.Teacher(toy.Teacher, toy.TeacherFile);
        var data = new TrainData(toy.Options.Data, TorchSharp.torch.CPU);
        var moments = new ChannelMoments(teacher.Spec.Features);
        using (TorchSharp.torch.no_grad())
        {
            foreach (var pictures in data.TrainPictures())
            {
                moments.Add(teacher.NormalisedFeatures(pictures));
            }
        }

        Assert.All(moments.Mean(), m => Assert.Equal(0, m, 1e-3f));
        Assert.All(moments.Deviation(), d => Assert.Equal(1, d, 0.02f));
        Assert.All(moments.Correlation().Zip(DiCNet.Train.Networks.Floats.Of(teacher.Normalize.Correlation)), c => Assert.Equal(c.First, c.Second, 1e-3f));
    }

    [Fact]
    public void Whitened_features_differ_in_their_directions_by_no_more_than_the_ridge_leaves()
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var quiet = TorchSharp.torch.no_grad();
        using var teacher = Trained.Teacher(toy.Teacher, toy.TeacherFile);
        using var student = Trained.Student(toy.Student, toy.StudentFile, toy.Teacher, toy.TeacherFile);
        var data = new TrainData(toy.Options.Data, TorchSharp.torch.CPU);
        var (fine, none) = (new Pair(teacher, student, 1e-3), new Pair(teacher, student, 0));
        var moments = new ChannelMoments(teacher.Spec.Features);
        foreach (var pictures in data.TrainPictures())
        {
            moments.Add(fine.Whiten(teacher.NormalisedFeatures(pictures)));
        }

        // So small a ridge leaves directions that vary at all with about the same variance, and none of them together with another.
        Assert.Equal(1, moments.Deviation().Average(d => d * d), 0.05);
        var correlation = moments.Correlation();
        var channels = (int)Math.Sqrt(correlation.Length);
        Assert.All(Enumerable.Range(0, correlation.Length).Where(i => i / channels != i % channels), i => Assert.InRange(correlation[i], -0.5f, 0.5f));
        Assert.Null(none.Whitening);
    }

    [Fact]
    public void A_finished_student_knows_what_the_score_needs()
    {
        var statistics = toy.Student.Header.Statistics!;
        Assert.Equal(toy.Options.Student.Network.Features, statistics.Mu.Count);
        Assert.Contains(statistics.Mu, m => m != 0);
        Assert.True(statistics is { LogEq7.Std: > 0.01, StudentEnergy.Std: > 0.01, TeacherEnergy.Std: > 0.01 });
        Assert.Equal(statistics.Eq7Quantiles.OrderBy(q => q.Value), statistics.Eq7Quantiles);
        Assert.Equal(statistics.ScoreQuantiles.OrderBy(q => q.Value), statistics.ScoreQuantiles);
        Assert.Equal(toy.Teacher.Digest, toy.Student.Header.TeacherDigest);
        using var student = Trained.Student(toy.Student, toy.StudentFile, toy.Teacher, toy.TeacherFile);
        Assert.Equal(toy.Options.Student.Network, student.Spec);
    }

    [Theory]
    [InlineData("teacher")]
    [InlineData("student")]
    public void The_run_folder_tells_the_whole_training(string name)
    {
        var folder = Path.Combine(toy.Options.Out, name);
        Assert.Equal(Toy.Steps + 1, File.ReadAllLines(Path.Combine(folder, "losses.csv")).Length);
        Assert.True(File.ReadAllLines(Path.Combine(folder, "evaluations.csv")).Length > 4);
        Assert.Equal(EffectiveOptions.ToYaml(toy.Options), File.ReadAllText(Path.Combine(folder, "options.yaml")));
        var page = File.ReadAllText(Path.Combine(folder, "report.html"));
        Assert.DoesNotMatch(ForeignHost(), page);
        Assert.Contains("<svg", page);
        Assert.Contains("data:image/", page);
        Assert.Contains(name == "teacher" ? "<td>ball</td>" : "known, wrongly classified", page);
        Assert.Empty(Directory.GetFiles(folder, "*.part"));
    }

    [Fact]
    public void A_student_is_refused_another_teachers_checkpoint()
    {
        var other = toy.Options with { Student = toy.Options.Student with { Network = toy.Options.Student.Network with { Features = 24 } } };
        Assert.Contains("set student.network.features to 16", Assert.Throws<UserError>(() =>
            StudentRun.Train(other with { Out = toy.Road.Out("narrow") }, toy.TeacherFile, resume: false, CancellationToken.None)).Message);
        Assert.Contains("holds a student, not a teacher", Assert.Throws<UserError>(() =>
            StudentRun.Train(toy.Options with { Out = toy.Road.Out("twice") }, toy.StudentFile, resume: false, CancellationToken.None)).Message);
        Assert.Contains("there is a training already", Assert.Throws<UserError>(() =>
            TeacherRun.Train(toy.Options, resume: false, CancellationToken.None)).Message);
        Assert.Contains("teacher.fit.rate is 0.001, was 0.005", Assert.Throws<UserError>(() =>
            TeacherRun.Train(toy.Options with { Teacher = toy.Options.Teacher with { Fit = toy.Options.Teacher.Fit with { Rate = 0.001 } } }, resume: true, CancellationToken.None)).Message);
    }

    private static double First(double[] losses) => losses[..5].Average();

    private static double Last(double[] losses) => losses[^5..].Average();

    [GeneratedRegex("https?://(?!www\\.w3\\.org)|<script|<link", RegexOptions.None, 1000)]
    private static partial Regex ForeignHost();

    /// <summary>The training.</summary>
    public sealed class Toy : IDisposable
    {
        internal const int Steps = 90;

        public Toy()
        {
            Options = Road.Options("run", Steps);
            TeacherFile = TeacherRun.Train(Options, resume: false, CancellationToken.None)!;
            StudentFile = StudentRun.Train(Options, TeacherFile, resume: false, CancellationToken.None)!;
            (Teacher, Student) = (CheckpointFile.Read(TeacherFile), CheckpointFile.Read(StudentFile));
            (TeacherLosses, StudentLosses) = (Losses.Of(TeacherRun.Folder(Options)), Losses.Of(StudentRun.Folder(Options)));
        }

        internal ToyRoad Road { get; } = new();

        internal TrainOptions Options { get; }

        internal string TeacherFile { get; }

        internal string StudentFile { get; }

        internal Checkpoint Teacher { get; }

        internal Checkpoint Student { get; }

        internal double[] TeacherLosses { get; }

        internal double[] StudentLosses { get; }

        public void Dispose() => Road.Dispose();
    }
}
