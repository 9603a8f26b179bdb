using DiCNet.Train.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace DiCNet.Tests.Train;

/// <summary>Runs a written graph through ONNX Runtime itself.</summary>
static class GraphRun
{
    /// <summary>A graph of one float input, run once.</summary>
    public static float[] Once(long[] shape, float[] x, Func<OnnxGraph, string, string> emit)
    {
        var graph = new OnnxGraph("test");
        var input = graph.Input("x", ElementType.Float, [.. shape.Select((d, i) => i == 0 ? "N" : (Dim)d)]);
        graph.Output(emit(graph, input), "y");
        return Once(graph, ("x", shape, x))["y"];
    }

    public static Dictionary<string, float[]> Once(OnnxGraph graph, params (string Name, long[] Shape, float[] Values)[] inputs) =>
        Once(graph.ToBytes(), [.. inputs.Select(i => (i.Name, OrtValue.CreateTensorValueFromMemory(i.Values, i.Shape)))]);

    public static Dictionary<string, float[]> Once(byte[] model, params (string Name, OrtValue Value)[] inputs)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(model, options);
        using var run = new RunOptions();
        using var outputs = session.Run(run, [.. inputs.Select(i => i.Name)], [.. inputs.Select(i => i.Value)], [.. session.OutputNames]);
        var results = session.OutputNames.Zip(outputs, (name, value) => (name, value.GetTensorDataAsSpan<float>().ToArray())).ToDictionary();
        foreach (var (_, value) in inputs)
        {
            value.Dispose();
        }

        return results;
    }

    /// <summary>Reproducible numbers around 0.</summary>
    public static float[] Numbers(long count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, (int)count).Select(_ => (float)(2 * random.NextDouble() - 1))];
    }

    /// <summary>Greatest difference, as a fraction of the greatest value.</summary>
    public static double Difference(float[] expected, float[] actual)
    {
        Xunit.Assert.Equal(expected.Length, actual.Length);
        var greatest = expected.Max(MathF.Abs);
        return expected.Zip(actual, (e, a) => Math.Abs((double)e - a)).Max() / greatest;
    }
}
