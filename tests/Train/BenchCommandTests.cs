using System.Text.Json;
using DiCNet.Tests.Render;
using Xunit;

namespace DiCNet.Tests.Train;

public sealed class BenchCommandTests : IDisposable
{
    private readonly Folder _folder = new();

    [Fact]
    public async Task Steps_and_loader_are_timed_with_the_networks_of_a_configuration()
    {
        var config = _folder.File("tiny.yaml");
        await File.WriteAllTextAsync(config,
            """
            teacher:
              network: { architecture: resNet18, stem: small, width: 8, features: 8, pyramidChannels: 4, auxiliary: linear }
              augment: { height: 32, width: 48 }
              fit: { batch: 2 }
            student:
              network: { width: 8, features: 8, pyramidChannels: 4 }
              augment: { height: 32, width: 48 }
              fit: { batch: 3 }
            """, TestContext.Current.CancellationToken);
        var (exit, output, errors) = await Trainer.RunAsync("bench", "--config", config, "--rounds", "2", "--steps", "1", "--threads", "1", "--json");
        Assert.True(exit == 0, errors);
        var result = JsonDocument.Parse(output).RootElement;
        Assert.Equal(1, result.GetProperty("threads").GetInt32());
        var figures = result.GetProperty("figures").EnumerateArray().ToList();
        Assert.Equal([("teacher", 2), ("student", 3), ("loader", 2)], figures.Select(f => (f.GetProperty("what").GetString(), f.GetProperty("batch").GetInt32())));
        Assert.All(figures, f =>
        {
            Assert.Equal(48, f.GetProperty("width").GetInt32());
            Assert.Equal(2, f.GetProperty("rounds").GetArrayLength());
            Assert.InRange(f.GetProperty("cropsPerSecond").GetDouble(), 0.01, 1e7);
        });
    }

    [Theory]
    [InlineData("loader", "--rounds", "0", "--rounds is 0; it must be 1 or more")]
    [InlineData("trainer", "--rounds", "1", "trainer")]
    [InlineData("loader", "--data", "/nowhere/at/all", "/nowhere/at/all")]
    public async Task What_cannot_be_timed_is_named(string what, string option, string value, string message)
    {
        var (exit, _, errors) = await Trainer.RunAsync("bench", what, option, value);
        Assert.NotEqual(0, exit);
        Assert.Contains(message, errors);
    }

    public void Dispose() => _folder.Dispose();
}
