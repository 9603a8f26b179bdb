using DiCNet.Inference;
using DiCNet.Tests.Bindings;
using DiCNet.Train.Data;
using DiCNet.Train.Export;
using DiCNet.Train.Onnx;
using DiCNet.Train.Quantizing;
using DiCNet.Train.Training;
using Microsoft.ML.OnnxRuntime;
using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Train;

/// <summary>A bundle is brought to 8 bits.</summary>
[Collection(TorchSharpFixture.Name)]
public sealed class QuantizingTests(AdaptedToy toy) : IClassFixture<AdaptedToy>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dicnet-quantize-");

    [Fact]
    public void Equalising_moves_factors_between_layers_and_changes_nothing_that_comes_out()
    {
        var graph = Tiny();
        var before = Run(graph.ToBytes([]));
        var activations = new Quantizer(graph).Activations;
        Assert.True(Equalizer.Equalize(graph, Ranges(graph, activations, Pictures(3))) > 0);
        Assert.InRange(GraphRun.Difference(before["eq7"], Run(graph.ToBytes([]))["eq7"]), 0, 1e-4);
        var range = Ranges(graph, activations, Pictures(3))[activations[0]];
        Assert.InRange(range.ChannelMost.Max() / range.ChannelMost.Min(), 1, 4);
    }

    [Fact]
    public void In_8_bits_a_graph_gives_nearly_the_same_and_takes_a_third_of_the_room()
    {
        var file = Path.Combine(toy.Bundle, "dicnet.onnx");
        var graph = QuantGraph.Read(file);
        var quantizer = new Quantizer(graph);
        var pictures = Directory.GetFiles(toy.Original).Order(StringComparer.Ordinal).Select(Read).ToList();
        var convolutions = quantizer.Quantize(Ranges(graph, quantizer.Activations, pictures));
        Assert.True(convolutions > 10, $"{convolutions} convolutions");
        var (whole, bytes) = (Eq7(File.ReadAllBytes(file), pictures[0]), Eq7(graph.ToBytes([]), pictures[0]));
        Assert.InRange(Correlation(whole, bytes), 0.9, 1);
        var small = Path.Combine(_folder.FullName, "small.onnx");
        graph.Save(small);
        Assert.InRange(new FileInfo(small).Length, 1, (new FileInfo(file).Length / 2) + 200_000);
    }

    [Fact]
    public void A_quantized_bundle_holds_both_models_and_is_served_in_either()
    {
        var bundle = Copy("both");
        var evaluation = Quantize(bundle);
        Assert.NotEmpty(evaluation.Lists);
        var (whole, bytes) = (Open(bundle, ModelPrecision.Float32), Open(bundle, ModelPrecision.Int8));
        Assert.Equal(("dicnet.onnx", "dicnet.int8.onnx"), (whole.Card.Model, bytes.Card.Model));
        Assert.Equal(whole.Digest, ModelBundle.Open(toy.Bundle).Digest);
        Assert.NotEqual(whole.Card.Quantile(0.995), bytes.Card.Quantile(0.995));
        using (DicnetModel.Load(bytes, new InferenceOptions()))
        {
        }

        // Once more: the entry is replaced, the rest of the card stays.
        var card = File.ReadAllText(Path.Combine(bundle, "card.yaml"));
        Quantize(bundle);
        Assert.Equal(card, File.ReadAllText(Path.Combine(bundle, "card.yaml")));
        Assert.StartsWith(File.ReadAllText(Path.Combine(toy.Bundle, "card.yaml")), card, StringComparison.Ordinal);
        Quantize(bundle, outside: 0.001);
        Assert.NotEqual(bytes.Digest, Open(bundle, ModelPrecision.Int8).Digest);
    }

    [Fact]
    public void A_bundle_for_another_size_than_its_data_is_quantized_too()
    {
        var bundle = Path.Combine(_folder.FullName, "smaller");
        using (var trained = TrainedPair.Read(TrainingFolder.Teacher(toy.Bundle), TrainingFolder.Student(toy.Bundle)))
        {
            var size = new Size(trained.PictureSize.Width - 16, trained.PictureSize.Height - 16);
            var data = new TrainData(trained.Header.Options.Data with { Folder = toy.Out("") }, TorchSharp.torch.CPU) { PictureSize = size };
            new PairExport(trained.At(data), data, new ExportOptions { Name = "smaller", Rule = "eq7+logit", Licence = "none", Lists = [] }).Write(bundle);
        }

        Assert.NotEmpty(Quantize(bundle).Lists);
        using (DicnetModel.Load(Open(bundle, ModelPrecision.Int8), new InferenceOptions()))
        {
        }
    }

    [Fact]
    public void A_bundle_that_cannot_be_quantized_stays_as_it_was()
    {
        var bundle = Copy("unharmed");
        Assert.Contains("there is no list 'dusk'", Assert.Throws<UserError>(() => Quantize(bundle, "dusk")).Message);
        Assert.Null(ModelBundle.Open(bundle).Card.Int8);
        Assert.Equal([bundle], Directory.GetDirectories(_folder.FullName));
        Directory.Delete(Path.Combine(bundle, "training"), recursive: true);
        Assert.Contains("it has no folder 'training'", Assert.Throws<UserError>(() => Quantize(bundle)).Message);
    }

    [Fact]
    public void Eight_bits_that_cannot_be_had_are_an_error_and_not_32()
    {
        Assert.Contains("this bundle has no such model", Assert.Throws<UserError>(() => Open(toy.Bundle, ModelPrecision.Int8)).Message);
        Assert.Equal("dicnet.onnx", Open(toy.Bundle, ModelPrecision.Auto).Card.Model);
        var pair = new InferenceOptions { Precision = ModelPrecision.Int8, Placement = Placement.Pair };
        Assert.Contains("goes with the provider cpu and the placement fused", Assert.Throws<UserError>(() => ModelBundle.Open(ShippedBundle.Folder, pair)).Message);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Dictionary<string, ActivationRange> Ranges(QuantGraph graph, IReadOnlyList<string> activations, IReadOnlyList<DecodedFrame> pictures) =>
        RangeMeasurement.Measure(graph, activations, pictures, 0, _ => { }, TestContext.Current.CancellationToken);

    private static ModelBundle Open(string folder, ModelPrecision precision) => ModelBundle.Open(folder, new InferenceOptions { Precision = precision });

    private DiCNet.Train.Evaluation.BundleEvaluation Quantize(string bundle, string calibration = "calibration", double outside = 0) =>
        new BundleQuantization(new QuantizeOptions { Bundle = bundle, Data = toy.Out(""), Calibration = calibration, Lists = ["dev"], Outside = outside }).Run((_, _, _) => { }, TestContext.Current.CancellationToken);

    private string Copy(string name)
    {
        var copy = Path.Combine(_folder.FullName, name);
        foreach (var file in Directory.EnumerateFiles(toy.Bundle, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(toy.Bundle, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return copy;
    }

    private QuantGraph Tiny()
    {
        var file = Path.Combine(_folder.FullName, "tiny.onnx");
        new BundleGraphs(TinyBundle.Parts()).Fused().Save(file);
        return QuantGraph.Read(file);
    }

    private static List<DecodedFrame> Pictures(int count) => [.. Enumerable.Range(0, count).Select(seed =>
    {
        using var picture = TinyBundle.Picture(seed);
        return new DecodedFrame(picture.AsSpan<byte>().ToArray(), [], TinyBundle.Height, TinyBundle.Width);
    })];

    private static DecodedFrame Read(string file)
    {
        using var picture = Cv2.ImRead(file);
        return new DecodedFrame(picture.AsSpan<byte>().ToArray(), [], picture.Rows, picture.Cols);
    }

    private static Dictionary<string, float[]> Run(byte[] model) => Run(model, Pictures(1)[0]);

    private static Dictionary<string, float[]> Run(byte[] model, DecodedFrame picture) =>
        GraphRun.Once(model, ("frames", OrtValue.CreateTensorValueFromMemory(picture.Picture, [1, picture.Height, picture.Width, 3])));

    private static float[] Eq7(byte[] model, DecodedFrame picture) => Run(model, picture)["eq7"];

    private static double Correlation(float[] a, float[] b)
    {
        var (x, y) = (a.Average(), b.Average());
        return a.Zip(b, (p, q) => (p - x) * (q - y)).Sum() / Math.Sqrt(a.Sum(p => (p - x) * (p - x)) * b.Sum(q => (q - y) * (q - y)));
    }
}
