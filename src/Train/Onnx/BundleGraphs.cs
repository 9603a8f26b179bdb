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
        var graph = new OnnxGraph("teacher", parts.Savings);
        var (features, logits) = parts.Teacher(graph, Pictures(graph));
        graph.Output(features, "features", "N", parts.Channels, GridHeight, GridWidth);
        graph.Output(logits, "logits", "N", parts.KnownClasses.Count, GridHeight, GridWidth);
        return graph;
    }

    /// <summary>student.onnx: pictures to features.</summary>
    public OnnxGraph Student()
    {
        var graph = new OnnxGraph("student", parts.Savings);
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
        var graph = new OnnxGraph("dicnet", parts.Savings);
        var pictures = Pictures(graph);
        Score(graph, parts.Teacher(graph, pictures).Features, parts.Student(graph, pictures));
        return graph;
    }

    private string Pictures(OnnxGraph graph) => graph.Normalize(graph.Input("frames", ElementType.UInt8, "N", parts.Height, parts.Width, 3));

    private void Score(OnnxGraph graph, string teacher, string student)
    {
        // Features of both graphs stay as trained, so whitening and mu come in here: the classifier needs the features without them.
        var difference = graph.Sub(teacher, student);
        if (parts.Whitening is { } whitening)
        {
            difference = graph.Conv(difference, whitening, [parts.Channels, parts.Channels, 1, 1], [.. parts.Mu.Select(mu => -mu)], 1, 0, 1);
        }
        else if (parts.Mu.Any(mu => mu != 0))
        {
            difference = graph.Sub(difference, graph.Constant(parts.Mu, parts.Mu.Length, 1, 1));
        }

        var eq7 = graph.Mul(graph.ReduceSumSquare(difference, 1), graph.Constant([1f / parts.Channels]));
        graph.Output(Apply(graph, eq7, teacher, student), "score", "N", GridHeight, GridWidth);
        graph.Output(eq7, "eq7", "N", GridHeight, GridWidth);
    }

    private string Apply(OnnxGraph graph, string eq7, string teacher, string student)
    {
        if (parts.Rule is not { LogEq7: { } log, StudentEnergy: { } ofStudent, TeacherEnergy: { } ofTeacher })
        {
            return eq7;
        }

        var discrepancy = graph.Affine(graph.Log(graph.Clip(eq7, SmallestEq7, float.MaxValue)), (float)(1 / log.Std), (float)(-log.Mean / log.Std));
        return graph.Add(discrepancy, graph.Add(HalfEnergy(graph, student, ofStudent), HalfEnergy(graph, teacher, ofTeacher)));
    }

    // (-logsumexp - m) / 2s
    private string HalfEnergy(OnnxGraph graph, string features, ZStatistics z) =>
        graph.Affine(graph.ReduceLogSumExp(parts.Classifier(graph, features), 1), (float)(-0.5 / z.Std), (float)(-0.5 * z.Mean / z.Std));
}
