using System.Collections;
using DiCNet.App.Options;
using DiCNet.Cli;
using DiCNet.Inference;
using Xunit;

namespace DiCNet.Tests.App;

public sealed class OptionsLoaderTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void Every_shipped_configuration_loads_and_states_the_defaults()
    {
        // Those of the trainer are tested with its options.
        var files = Directory.GetFiles(Repository.Path("configs"), "*.yaml").Where(f => !Path.GetFileName(f).StartsWith("train-", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            Assert.Equal(new DicnetOptions(), OptionsLoader.Load<DicnetOptions>(file, new Hashtable(), []));
        }
    }

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        File.WriteAllText(_file, "inference:\n  batch: 2\n  threads: 3\n  provider: cpu\n");
        var environment = new Hashtable { ["DICNET__INFERENCE__BATCH"] = "4", ["DICNET__INFERENCE__THREADS"] = "5", ["PATH"] = "/bin" };
        var options = OptionsLoader.Load<DicnetOptions>(_file, environment, [new Setting("inference:batch", "6", "option --batch")]);
        Assert.Equal((6, 5, Provider.Cpu), (options.Inference.Batch, options.Inference.Threads, options.Inference.Provider));
    }

    [Theory]
    [InlineData("inference:\n  bacth: 2\n", ":2:10: there is no key 'inference.bacth'; did you mean 'inference.batch'?")]
    [InlineData("inference:\n  batch: two\n", ":2:10: 'inference.batch' is 'two'; it must be a number")]
    [InlineData("inference:\n  batch: 0\n", ":2:10: 'inference.batch' is 0; it must be between 1 and 64")]
    [InlineData("inference:\n  provider: tpu\n", "it must be one of cpu, cuda, tensorrt, openvino, webgpu")]
    [InlineData("inference: [1, 2]\n", ":1:12: 'inference' holds a list")]
    [InlineData("inference:\n  batch: 2\n batch: 3\n", ":3:")]
    public void A_wrong_setting_is_named_with_its_line_and_column(string yaml, string message)
    {
        File.WriteAllText(_file, yaml);
        Assert.Contains(message, Assert.Throws<UserError>(() => OptionsLoader.Load<DicnetOptions>(_file, new Hashtable(), [])).Message);
    }

    [Fact]
    public void A_wrong_environment_variable_is_named() => Assert.Contains(
        "environment variable DICNET__EVENTS__LOWLEVEL: 'EVENTS.LOWLEVEL' is 'x'",
        Assert.Throws<UserError>(() => OptionsLoader.Load<DicnetOptions>(null, new Hashtable { ["DICNET__EVENTS__LOWLEVEL"] = "x" }, [])).Message);

    [Fact]
    public void A_missing_file_is_a_users_error() =>
        Assert.Contains("cannot be read", Assert.Throws<UserError>(() => OptionsLoader.Load<DicnetOptions>("/absent.yaml", new Hashtable(), [])).Message);

    public void Dispose() => File.Delete(_file);
}
