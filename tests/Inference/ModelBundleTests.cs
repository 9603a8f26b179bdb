using DiCNet.Inference;
using Xunit;

namespace DiCNet.Tests.Inference;

public sealed class ModelBundleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dicnet-bundle-").FullName;

    public ModelBundleTests()
    {
        foreach (var graph in Directory.EnumerateFiles(ShippedBundle.Folder, "*.onnx"))
        {
            File.CreateSymbolicLink(Path.Combine(_folder, Path.GetFileName(graph)), graph);
        }

        File.Copy(ShippedBundle.File("card.yaml"), Path.Combine(_folder, "card.yaml"));
    }

    [Fact]
    public void The_shipped_bundle_is_what_its_card_says()
    {
        using var model = DicnetModel.Load(ModelBundle.Open(_folder), new InferenceOptions());
        Assert.Equal((45, 60), (model.Bundle.Card.Output("score").Height, model.Bundle.Card.Output("score").Width));
        Assert.Equal(model.Bundle.Card.ScoreQuantilesOnKnownPixels["0.995"], Threshold.FromCard(model.Bundle.Card).For(new StreamId("any")).AlarmLevel);
    }

    [Fact]
    public void A_missing_folder_card_or_model_is_named()
    {
        Assert.Contains("no such model bundle", Error(Path.Combine(_folder, "absent")));
        File.Delete(Path.Combine(_folder, "dicnet.onnx"));
        Assert.Contains("dicnet.onnx: the card names this model, but the bundle does not hold it", Error(_folder));
        File.Delete(Path.Combine(_folder, "card.yaml"));
        Assert.Contains("card.yaml: the card cannot be read", Error(_folder));
    }

    [Fact]
    public void A_damaged_model_is_refused_by_its_digest()
    {
        File.Delete(Path.Combine(_folder, "dicnet.onnx"));
        File.WriteAllBytes(Path.Combine(_folder, "dicnet.onnx"), [1, 2, 3]);
        Assert.Contains("its SHA-256 is 039058c6", Error(_folder));
    }

    [Theory]
    [InlineData("type: uint8", "type: float32", "input is float32 BGR; it must be uint8 BGR")]
    [InlineData("name: frames", "name: pictures", "the graph has no input 'pictures' (it has frames)")]
    [InlineData("height: 360", "height: 352", "input size over stride is 60x44")]
    [InlineData("stride: 8", "stride: 16", "input size over stride is 30x22")]
    [InlineData("stride: 8", "stride: eight", "card.yaml:37:9")]
    [InlineData("format: 1", "format: 7", "format is 7; this build reads 1")]
    [InlineData("\"0.995\"", "\"0.9951\"", "must hold 0.5 and a greater 0.995")]
    public void A_card_that_contradicts_graph_or_contract_is_refused(string was, string becomes, string message)
    {
        var card = Path.Combine(_folder, "card.yaml");
        var text = File.ReadAllText(card);
        Assert.Contains(was, text);
        File.WriteAllText(card, text.Replace(was, becomes));
        Assert.Contains(message, Error(_folder));
    }

    [Fact]
    public void The_model_in_8_bits_comes_with_levels_of_its_own_and_a_card_without_them_is_refused()
    {
        var whole = ModelBundle.Open(_folder);
        var small = ModelBundle.Open(_folder, new InferenceOptions { Precision = ModelPrecision.Int8 });
        Assert.Equal(whole.Card.Int8!.Sha256, small.Digest);
        Assert.NotEqual(Threshold.FromCard(whole.Card).For(default).AlarmLevel, Threshold.FromCard(small.Card).For(default).AlarmLevel);
        DicnetModel.Load(small, new InferenceOptions()).Dispose();

        var card = Path.Combine(_folder, "card.yaml");
        var text = File.ReadAllText(card);
        var int8 = text.IndexOf("\nint8:", StringComparison.Ordinal);
        File.WriteAllText(card, text[..int8] + text[int8..].Replace("\"0.995\"", "\"0.9951\""));
        Assert.Contains("int8: score_quantiles_on_known_pixels must hold 0.5 and a greater 0.995", Error(_folder));
    }

    [Fact]
    public void A_provider_that_does_not_load_is_an_error_and_not_the_cpu() => Assert.Contains(
        "the provider cuda was asked for and does not load here",
        Assert.Throws<UserError>(() => DicnetModel.Load(ModelBundle.Open(_folder), new InferenceOptions { Provider = Provider.Cuda })).Message);

    [Fact]
    public void A_threshold_file_counts_for_its_model_only()
    {
        var (bundle, file) = (ModelBundle.Open(_folder), Path.Combine(_folder, "front.threshold.yaml"));
        File.WriteAllText(file, $"format: 1\nbundle: {bundle.Digest}\nalarm_level: 5\nstreams:\n  front: {{ alarm_level: 6 }}\n");
        var threshold = Threshold.Read(file, bundle);
        Assert.Equal((5, 6), (threshold.For(new StreamId("rear")).AlarmLevel, threshold.For(new StreamId("front")).AlarmLevel));
        Assert.Contains($"it was made for the model {bundle.Digest[..12]}", Assert.Throws<UserError>(
            () => Threshold.Read(file, bundle with { Card = bundle.Card with { Sha256 = new string('0', 64) } })).Message);
        File.WriteAllText(file, $"format: 1\nbundle: {bundle.Digest}\nalarm_level: -3\n");
        Assert.Contains("alarm_level is -3; it must lie above the median", Assert.Throws<UserError>(() => Threshold.Read(file, bundle)).Message);
        File.WriteAllText(file, $"format: 1\nalarmlevel: 5\n");
        Assert.Contains("front.threshold.yaml:2:1", Assert.Throws<UserError>(() => Threshold.Read(file, bundle)).Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Error(string folder) => Assert.Throws<UserError>(() => DicnetModel.Load(ModelBundle.Open(folder), new InferenceOptions()).Dispose()).Message;
}
