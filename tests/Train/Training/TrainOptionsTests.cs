using System.Collections;
using DiCNet.Cli;
using DiCNet.Train.Networks;
using DiCNet.Train.Training;
using Xunit;

namespace DiCNet.Tests.Train.Training;

public sealed class TrainOptionsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void Every_shipped_training_loads()
    {
        var files = Directory.GetFiles(Repository.Path("configs"), "train-*.yaml");
        Assert.NotEmpty(files);
        Assert.All(files, f => OptionsLoader.Load<TrainOptions>(f, new Hashtable(), []));
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
    [InlineData("student:\n  fit:\n    rate: 100\n", ":3:11: 'student.fit.rate' is 100")]
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
}
