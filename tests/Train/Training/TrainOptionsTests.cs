using System.Collections;
using DiCNet.Cli;
using DiCNet.Train.Networks;
using DiCNet.Train.Training;
using Xunit;

namespace DiCNet.Tests.Train.Training;

public sealed class TrainOptionsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Theory]
    [InlineData("configs", "train-*.yaml")]
    [InlineData("configs/ablation", "*.yaml")]
    public void Every_shipped_training_loads(string folder, string pattern)
    {
        var files = Directory.GetFiles(Repository.Path(folder), pattern);
        Assert.NotEmpty(files);
        Assert.All(files, f => OptionsLoader.Load<TrainOptions>(f, new Hashtable(), []));
    }

    [Theory]
    [InlineData("width32", "student.network.width is 32, was 16")]
    [InlineData("long", "student.fit.epochs is 16, was 8")]
    [InlineData("channels", "student.whitening is 0, was 0.07")]
    [InlineData("mobilenet", "student.network.architecture is mobileNetV2, was resNet18")]
    public void A_student_of_the_ablation_differs_from_the_base_in_one_thing(string name, string difference)
    {
        var differences = EffectiveOptions.Differences(Ablation(name), Ablation("base"), "student");
        Assert.Contains(difference, differences);
        // The pyramid is as wide as its trunk, and the width and the stem of another architecture are its own.
        Assert.All(differences, d => Assert.True(d == difference || (name is "width32" or "mobilenet" && d.StartsWith("student.network.", StringComparison.Ordinal)), d));
    }

    [Fact]
    public void The_start_of_the_ablation_is_a_file_that_ships_and_the_only_difference()
    {
        var started = Ablation("mobilenet-imagenet");
        Assert.True(File.Exists(Repository.Path(started.Student.Start!)));
        Assert.Single(EffectiveOptions.Differences(started, Ablation("mobilenet"), "student"));
    }

    [Fact]
    public void Written_options_give_the_same_options_again()
    {
        var options = OptionsLoader.Load<TrainOptions>(Repository.Path("configs", "train-camvid.yaml"), new Hashtable(), []) with { Seed = 7, Out = "a: b # c" };
        File.WriteAllText(_file, EffectiveOptions.ToYaml(options));
        Assert.Equal(options, OptionsLoader.Load<TrainOptions>(_file, new Hashtable(), []));
    }

    [Fact]
    public void Settings_do_not_leak_into_the_shipped_specifications()
    {
        var before = NetworkSpec.ShippedTeacher with { };
        File.WriteAllText(_file, "teacher:\n  network:\n    width: 16\ndata:\n  folder: here\n");
        Assert.Equal(16, OptionsLoader.Load<TrainOptions>(_file, new Hashtable(), []).Teacher.Network.Width);
        Assert.Equal(before, NetworkSpec.ShippedTeacher);
    }

    [Theory]
    [InlineData("data:\n  folder: here\nstudent:\n  fit:\n    rate: 100\n", ":5:11: 'student.fit.rate' is 100")]
    [InlineData("teacher:\n  fit:\n    optimiser: lion\n", "it must be one of sgd, adam, adamw")]
    [InlineData("teacher:\n  fit:\n    shedule: poly\n", "did you mean 'teacher.fit.schedule'?")]
    [InlineData("seed: 2\n", "'data.folder' is ; it must be the folder of a data set")]
    public void A_wrong_setting_is_named_with_its_place(string yaml, string message)
    {
        File.WriteAllText(_file, yaml);
        Assert.Contains(message, Assert.Throws<UserError>(() => OptionsLoader.Load<TrainOptions>(_file, new Hashtable(), [])).Message);
    }

    [Fact]
    public void Only_what_changes_the_training_is_a_difference()
    {
        var options = new TrainOptions { Data = new DataOptions { Folder = "a" } };
        var other = options with { Out = "elsewhere", Threads = 3, Seed = 2, Student = new StudentOptions { Start = "x" } };
        Assert.Equal(["seed is 2, was 1"], EffectiveOptions.Differences(other, options, "teacher"));
        Assert.Equal(["seed is 2, was 1", "student.start is \"x\", was "], EffectiveOptions.Differences(other, options, "student"));
    }

    public void Dispose() => File.Delete(_file);

    private static TrainOptions Ablation(string name) => OptionsLoader.Load<TrainOptions>(Repository.Path("configs", "ablation", name + ".yaml"), new Hashtable(), []);
}
