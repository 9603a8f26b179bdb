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
        // Those of the trainer and the live one are tested with their options.
        var files = Directory.GetFiles(Repository.Path("configs"), "*.yaml")
            .Where(f => Path.GetFileName(f) is var name && name != "live.yaml" && !name.StartsWith("train-", StringComparison.Ordinal)).ToList();
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
    [InlineData("inference:\n  batch: 2\n  batch: 3\n", ":3:3: ")]
    [InlineData("inference:\n  batch: 2\n  Batch: 3\n", ":3:3: the key 'Batch' is given twice")]
    [InlineData("inference: fast\n", ":1:12: 'inference' holds a value where a section is expected; write its keys below it, such as 'provider: ...'")]
    [InlineData("model:\n  folder: x\n", ":2:3: 'model' holds a section where a value is expected")]
    [InlineData("inference:\n  provider: 7\n", "it must be one of cpu, cuda")]
    [InlineData("- inference\n", ":1:1: there is a list or text where keys are expected")]
    [InlineData("model: *hunter2\n", ":1:8: a value that begins with '*'")]
    [InlineData("model: a\n---\nmodel: b\n", ":3:1: there are several documents")]
    [InlineData("model: a${\n", ":1:8: 'model' holds a '${' that begins no placeholder")]
    [InlineData("model: ${DICNET_ABSENT}\n", ":1:8: the environment variable DICNET_ABSENT is not set")]
    public void A_wrong_setting_is_named_with_its_line_and_column(string yaml, string message)
    {
        File.WriteAllText(_file, yaml);
        var said = Assert.Throws<UserError>(() => OptionsLoader.Load<DicnetOptions>(_file, new Hashtable(), [])).Message;
        Assert.Contains(message, said);
        Assert.DoesNotContain("hunter2", said);
    }

    [Fact]
    public void A_text_without_end_is_refused_and_takes_nothing_down()
    {
        Assert.Contains("too deep", Assert.Throws<UserError>(() => ConfigFile.Parse("a: " + new string('[', 200_000), "x")).Message);
        Assert.Contains("too many", Assert.Throws<UserError>(() => ConfigFile.Parse("a: &a [*a]\n", "x")).Message);
        var bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        Assert.Contains("too many", Assert.Throws<UserError>(() => ConfigFile.Parse(bomb, "x")).Message);
    }

    [Fact]
    public void A_placeholder_is_replaced_from_the_environment_and_what_replaces_it_is_a_secret()
    {
        File.WriteAllText(_file, "model: /models/${CHOSEN}/$${CHOSEN}\n");
        Assert.Equal("/models/canary-7f3a/${CHOSEN}", OptionsLoader.Load<DicnetOptions>(_file, new Hashtable { ["CHOSEN"] = "canary-7f3a" }, []).Model);
        Assert.Equal("it was ***", Redactor.Clean("it was canary-7f3a"));
    }

    [Fact]
    public void What_the_environment_sets_for_another_verb_is_no_error()
    {
        var environment = new Hashtable { ["DICNET__SERVER__TOKEN"] = "0123456789abcdef", ["DICNET__INFERENCE__BATCH"] = "4" };
        Assert.Equal(4, OptionsLoader.Load<DicnetOptions>(null, environment, [], typeof(LiveOptions)).Inference.Batch);
        Assert.Throws<UserError>(() => OptionsLoader.Load<DicnetOptions>(null, environment, []));
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
