using DiCNet.Train.Onnx;
using OpenCvSharp;

namespace DiCNet.Tests.Train;

/// <summary>A bundle of two random nets of two layers, for pictures of 48x32.</summary>
static class TinyBundle
{
    public const int Height = 32, Width = 48, Channels = 6, Classes = 3, Cells = 4 * 6;

    public static ScoreRule Logit { get; } = ScoreRule.Eq7Logit(new ZStatistics(-1.5, 0.5), new ZStatistics(-2, 0.25), new ZStatistics(-3, 0.75));

    /// <summary>Weights of the teacher's classifier, and what brings normalised features back to its own.</summary>
    public static (float[] Std, float[] Mean, float[] Weight, float[] Bias) Classifier { get; } =
        (GraphRun.Numbers(Channels, 31), GraphRun.Numbers(Channels, 32), GraphRun.Numbers(Classes * Channels, 33), GraphRun.Numbers(Classes, 34));

    public static BundleParts Parts(ScoreRule? rule = null) => new()
    {
        Name = "tiny",
        Height = Height,
        Width = Width,
        Channels = Channels,
        Teacher = (graph, x) =>
        {
            var features = Net(graph, x, 40);
            return (features, Classify(graph, features));
        },
        Student = (graph, x) => Net(graph, x, 50),
        Classifier = Classify,
        Whitening = GraphRun.Numbers(Channels * Channels, 36),
        Mu = GraphRun.Numbers(Channels, 35),
        Rule = rule ?? Logit,
        KnownClasses = ["Road", "Sky", "Car"],
        HeldOutClasses = ["Bicyclist"],
        ScoreQuantiles = new Dictionary<double, double> { [0.995] = 4.5, [0.5] = -0.25 },
        Eq7Quantiles = new Dictionary<double, double> { [0.5] = 0.1, [0.995] = 1 },
        Licence = "none: random numbers",
        Further = [new("seed", 1), new("data", new Dictionary<string, object> { ["train"] = "no frames: none", ["frames"] = new[] { 1, 2 } })],
    };

    public static Mat Picture(int seed)
    {
        var picture = new Mat(Height, Width, MatType.CV_8UC3);
        new Random(seed).NextBytes(picture.AsSpan<byte>());
        return picture;
    }

    public static string Classify(OnnxGraph graph, string features)
    {
        var (std, mean, weight, bias) = Classifier;
        return graph.Conv(graph.Relu(graph.Affine(features, std, mean)), weight, [Classes, Channels, 1, 1], bias, 1, 0, 1);
    }

    private static string Net(OnnxGraph graph, string x, int seed)
    {
        var first = graph.Relu(graph.Conv(x, GraphRun.Numbers(8 * 27, seed), [8, 3, 3, 3], GraphRun.Numbers(8, seed + 1), 4, 1, 1));
        var second = graph.Conv(first, GraphRun.Numbers(5 * 8 * 9, seed + 2), [5, 8, 3, 3], null, 2, 1, 1);
        PyramidBranch[] branches = [new(1, GraphRun.Numbers(10, seed + 3), GraphRun.Numbers(2, seed + 4)), new(3, GraphRun.Numbers(10, seed + 5), GraphRun.Numbers(2, seed + 6))];
        return graph.PyramidBottleneck(second, 5, 4, 6, branches, GraphRun.Numbers(Channels * 9 * 9, seed + 7), [Channels, 9, 3, 3], GraphRun.Numbers(Channels, seed + 8));
    }
}
