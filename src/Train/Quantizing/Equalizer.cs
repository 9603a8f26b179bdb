using DiCNet.Train.Onnx;

namespace DiCNet.Train.Quantizing;

/// <summary>Brings the channels between two convolutions to one scale: ReLU lets a factor through, so it can move from one to the other.</summary>
/// <remarks>Exact in float. Source: Nagel et al. 2019 (arXiv:1906.04721), section 4.1; here by measured ranges where they are known.</remarks>
static class Equalizer
{
    private const float Least = 1e-3f;

    /// <summary>Moves the factors.</summary>
    /// <param name="graph">In float; changed.</param>
    /// <param name="ranges">Of the activations between; others are left alone.</param>
    /// <returns>How many pairs of convolutions were equalised.</returns>
    public static int Equalize(QuantGraph graph, IReadOnlyDictionary<string, ActivationRange> ranges)
    {
        var pairs = 0;
        foreach (var relu in graph.Nodes.Where(n => n.OpType == "Relu").ToList())
        {
            if (ranges.TryGetValue(relu.Output[0], out var range)
                && graph.Nodes.SingleOrDefault(n => n.Output[0] == relu.Input[0]) is { OpType: "Conv" } first
                && graph.Readers(relu.Input[0]).Count == 1
                && graph.Readers(relu.Output[0]) is [{ OpType: "Conv" } second])
            {
                Move(graph, first, second, range.ChannelMost);
                pairs++;
            }
        }

        return pairs;
    }

    private static void Move(QuantGraph graph, NodeProto first, NodeProto second, float[] most)
    {
        var depthwise = graph.ShapeOf(second.Input[1])![1] == 1 && most.Length > 1;
        var factors = depthwise ? [.. most] : Balanced(most, InputMost(graph, second));
        var largest = factors.Max();
        for (var c = 0; c < factors.Length; c++)
        {
            factors[c] = Math.Clamp(factors[c] / largest, Least, 1);
        }

        Scale(graph, first, 1, (o, _) => 1 / factors[o]);
        Scale(graph, first, 2, (o, _) => 1 / factors[o]);
        Scale(graph, second, 1, (o, i) => factors[depthwise ? o : i]);
    }

    private static float[] Balanced(float[] most, float[] weights) =>
        [.. most.Zip(weights, (m, w) => w > 0 && m > 0 ? MathF.Sqrt(m / w) : 0)];

    private static float[] InputMost(QuantGraph graph, NodeProto conv)
    {
        var (values, shape) = (graph.Floats(conv.Input[1]), graph.ShapeOf(conv.Input[1])!);
        var (inputs, taps) = ((int)shape[1], (int)(shape[2] * shape[3]));
        var most = new float[inputs];
        for (var i = 0; i < values.Length; i++)
        {
            var input = i / taps % inputs;
            most[input] = Math.Max(most[input], Math.Abs(values[i]));
        }

        return most;
    }

    private static void Scale(QuantGraph graph, NodeProto conv, int input, Func<int, int, float> factor)
    {
        if (conv.Input.Count <= input)
        {
            return;
        }

        var (values, shape) = (graph.Floats(conv.Input[input]), graph.ShapeOf(conv.Input[input])!);
        var (inputs, taps) = shape.Count == 4 ? ((int)shape[1], (int)(shape[2] * shape[3])) : (1, 1);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] *= factor(i / taps / inputs, i / taps % inputs);
        }

        // A constant of its own: others may read the old one.
        conv.Input[input] = graph.Add($"{conv.Input[input]}_{conv.Name}", ElementType.Float, (ReadOnlySpan<float>)values, [.. shape]);
    }
}
