using System.Text.Json;
using DiCNet.Inference;
using DiCNet.Tests.Bindings;
using DiCNet.Train.Bench;
using DiCNet.Train.Networks;
using DiCNet.Train.Onnx;
using Xunit;

namespace DiCNet.Tests.Train;

/// <summary>Savings are compared on bundles; how fast they are is no test's business.</summary>
[Collection(TorchSharpFixture.Name)]
public sealed class BenchSavingsTests(AdaptedToy toy) : IClassFixture<AdaptedToy>
{
    [Fact]
    public void A_pair_scores_the_same_with_each_of_its_savings()
    {
        var result = SavingsBench.Measure(toy.Bundle, toy.Original, rounds: 2, threads: 1);
        Assert.Equal(5, result.Variants.Count);
        Assert.All(result.Variants, v =>
        {
            Assert.InRange(v.Difference, 0, SavingsBench.Limit);
            Assert.Equal(2, v.Rounds.Count);
        });
        // The runtime's savings and the small branches do something: other sums round in another way.
        Assert.All([1, 4], v => Assert.NotEqual(result.Variants[v - 1].Difference, result.Variants[v].Difference));
        Assert.Equal(1, JsonDocument.Parse(result.ToJson()).RootElement.GetProperty("threads").GetInt32());
        using var text = new StringWriter();
        result.Write(text);
        Assert.Contains("what ONNX Runtime saves itself", text.ToString());
    }

    [Fact]
    public void A_pair_that_learnt_nothing_is_served_in_both_precisions_and_can_be_compared()
    {
        var folder = toy.Out("untrained");
        var pair = new UntrainedPair(Networks.Specs["resnet50"], Networks.Specs["resnet34"], 64, 96);
        pair.Write(folder, replace: false, (_, _, _) => { }, CancellationToken.None);
        foreach (var precision in (ModelPrecision[])[ModelPrecision.Float32, ModelPrecision.Int8])
        {
            var options = new InferenceOptions { Precision = precision };
            using var model = DicnetModel.Load(ModelBundle.Open(folder, options), options);
        }

        Assert.Equal((96, 64), SavingsBench.Measure(folder, null, 1, 1) is var result ? (result.Width, result.Height) : default);
        Assert.Contains("lies there already", Assert.Throws<UserError>(() => pair.Write(folder, replace: false, (_, _, _) => { }, CancellationToken.None)).Message);
    }

    [Fact]
    public async Task The_plain_networks_are_written_for_others()
    {
        var folder = toy.Out("plain");
        var (exit, _, errors) = await Trainer.RunAsync("bench", "plain", "--bundle", toy.Bundle, "--out", folder);
        Assert.True(exit == 0, errors);
        foreach (var file in (string[])[BundleWriter.TeacherFile, BundleWriter.StudentFile])
        {
            Assert.Contains(ModelProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, file))).Graph.Node, n => n.OpType == "BatchNormalization");
        }
    }

    [Theory]
    [InlineData("--threads", "-1", "--threads is -1; it must be 0 or more")]
    [InlineData("--bundle", "/nowhere/at/all", "/nowhere/at/all")]
    public async Task What_cannot_be_compared_is_named(string option, string value, string message)
    {
        string[] arguments = option == "--bundle" ? [option, value] : ["--bundle", toy.Bundle, option, value];
        var (exit, _, errors) = await Trainer.RunAsync(["bench", "savings", .. arguments]);
        Assert.NotEqual(0, exit);
        Assert.Contains(message, errors);
    }
}
