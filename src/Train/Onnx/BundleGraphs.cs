namespace DiCNet.Train.Onnx;

/// <summary>The four graphs of a bundle.</summary>
/// <param name="parts">What they are made of.</param>
sealed class BundleGraphs(BundleParts parts)
{
    // Log of it is finite, and far below any real discrepancy.
    private const float SmallestEq7 = 1e-12f;

    private Dim GridHeight => parts.Height / parts.Stride;

    private Dim GridWidth => parts.Width / parts.Stride;

    /// <summary>teacher.onnx: pictures to features and logits.</summary>
    public OnnxGraph Teacher()
    {
        var graph = new OnnxGraph("teacher");
        var (features, logits) = parts.Teacher(graph, Pictures(graph));
        graph.Output(features, "features", "N", parts.Channels, GridHeight, GridWidth);
        graph.Output(logits, "logits", "N", parts.KnownClasses.Count, GridHeight, GridWidth);
        return graph;
    }

    /// <summary>student.onnx: pictures to features.</summary>
    public OnnxGraph Student()
    {
        var graph = new OnnxGraph("student");
        graph.Output(parts.Student(graph, Pictures(graph)), "features", "N", parts.Channels, GridHeight, GridWidth);
        return graph;
    }

    /// <summary>score.onnx: features of both to the grids.</summary>
    public OnnxGraph Score()
    {
        var graph = new OnnxGraph("score");
        var teacher = graph.Input("teacher", ElementType.Float, "N", parts.Channels, GridHeight, GridWidth);
        var student = graph.Input("student", ElementType.Float, "N", parts.Channels, GridHeight, GridWidth);
        Score(graph, teacher, student);
        return graph;
    }

    /// <summary>dicnet.onnx: pictures to the grids.</summary>
    public OnnxGraph Fused()
    {
        var graph = new OnnxGraph("dicnet");
        var pictures = Pictures(graph);
        Score(graph, parts.Teacher(graph, pictures).Features, parts.Student(graph, pictures));
        return graph;
    }

    private string Pictures(OnnxGraph graph) => graph.Normalize(graph.Input("frames", ElementType.UInt8, "N", parts.Height, parts.Width, 3));

    private void Score(OnnxGraph graph, string teacher, string student)
    {
        // Features of both graphs stay as trained, so mu comes off here and not in a bias: the classifier needs the student without it.
        var difference = graph.Sub(teacher, student);
        if (parts.Mu.Any(mu => mu != 0))
        {
            difference = graph.Sub(difference, graph.Constant(parts.Mu, parts.Mu.Length, 1, 1));
        }

        var eq7 = graph.Mul(graph.ReduceSumSquare(difference, 1), graph.Constant([1f / parts.Channels]));
        graph.Output(Apply(graph, eq7, student), "score", "N", GridHeight, GridWidth);
        graph.Output(eq7, "eq7", "N", GridHeight, GridWidth);
    }

    private string Apply(OnnxGraph graph, string eq7, string student)
    {
        if (parts.Rule is not { LogEq7: { } log, Energy: { } energy, EnergyWeight: var weight })
        {
            return eq7;
        }

        // (log eq7 - m) / s + w (-logsumexp - M) / S, the four constants drawn together into three.
        var discrepancy = graph.Mul(graph.Log(graph.Clip(eq7, SmallestEq7, float.MaxValue)), graph.Constant([(float)(1 / log.Std)]));
        var offset = -log.Mean / log.Std - weight * energy.Mean / energy.Std;
        var surprise = graph.Affine(graph.ReduceLogSumExp(parts.Classifier(graph, student), 1), (float)(-weight / energy.Std), (float)offset);
        return graph.Add(discrepancy, surprise);
    }
}
