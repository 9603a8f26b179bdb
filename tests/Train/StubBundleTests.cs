using DiCNet.Inference;
using DiCNet.Tests.Render;
using DiCNet.Train.Onnx;
using Xunit;

namespace DiCNet.Tests.Train;

public sealed class StubBundleTests
{
    private const int Channels = 8;

    [Fact]
    public void The_shipped_stub_is_what_this_writes()
    {
        using var folder = new Folder();
        var written = folder.File("stub");
        BundleWriter.Write(written, Parts());
        var shipped = Repository.Path("models", "stub");
        foreach (var file in Directory.EnumerateFiles(written).Select(Path.GetFileName).Cast<string>())
        {
            if (Environment.GetEnvironmentVariable("DICNET_WRITE_STUB") is not null)
            {
                File.Copy(Path.Combine(written, file), Path.Combine(shipped, file), overwrite: true);
            }

            Assert.Equal(File.ReadAllBytes(Path.Combine(written, file)), File.ReadAllBytes(Path.Combine(shipped, file)));
        }
    }

    [Fact]
    public void It_is_small_and_loads()
    {
        var bundle = ModelBundle.Open(Repository.Path("models", "stub"));
        Assert.InRange(Directory.EnumerateFiles(bundle.Folder).Sum(f => new FileInfo(f).Length), 1, 65_536);
        using var model = DicnetModel.Load(bundle, new InferenceOptions { Threads = 1 });
        Assert.Equal((180, 320), (bundle.Card.Input.Height, bundle.Card.Input.Width));
    }

    private static BundleParts Parts() => new()
    {
        Name = "stub",
        // Half of 640x360: to bring a picture to this size costs a tenth of what it costs to an uneven one.
        Height = 180,
        Width = 320,
        Stride = 10,
        Channels = Channels,
        Teacher = (graph, x) =>
        {
            var features = Net(graph, x, 60);
            return (features, Classify(graph, features));
        },
        Student = (graph, x) => Net(graph, x, 70),
        Classifier = Classify,
        Mu = new float[Channels],
        Rule = ScoreRule.Eq7,
        KnownClasses = ["Road", "Sky"],
        HeldOutClasses = [],

        // About those of the test pattern: events stay rare.
        ScoreQuantiles = new Dictionary<double, double> { [0.5] = 110, [0.995] = 1000 },
        Eq7Quantiles = new Dictionary<double, double> { [0.5] = 110, [0.995] = 1000 },
        Licence = "none: random numbers",
        Further = [new("data", "none: it was never trained"), new("seed", 60)],
    };

    private static string Classify(OnnxGraph graph, string features) => graph.Conv(features, GraphRun.Numbers(2 * Channels, 80), [2, Channels, 1, 1], null, 1, 0, 1);

    private static string Net(OnnxGraph graph, string x, int seed)
    {
        var edges = graph.Relu(graph.Conv(x, GraphRun.Numbers(8 * 27, seed), [8, 3, 3, 3], GraphRun.Numbers(8, seed + 1), 5, 1, 1));
        return graph.Conv(edges, GraphRun.Numbers(Channels * 8 * 9, seed + 2), [Channels, 8, 3, 3], null, 2, 1, 1);
    }
}
