using DiCNet.Train.Onnx;

namespace DiCNet.Train.Quantizing;

/// <summary>Convolutions to 8 bits: unsigned activations, signed weights with a scale per output channel, written as QDQ nodes, which ONNX Runtime fuses.</summary>
/// <remarks>
/// In float stay the first convolution (pictures of three channels), the pooled branches, the classifier, and everything from the difference of
/// teacher and student on: little of the work, and what is left of a difference must not be rounded.
/// </remarks>
sealed class Quantizer(QuantGraph graph)
{
    /// <summary>The activations that become 8 bits wide, in the order of the graph.</summary>
    public IReadOnlyList<string> Activations { get; } = Find(graph);

    /// <summary>Rewrites the graph.</summary>
    /// <param name="ranges">Of every one of the <see cref="Activations"/>.</param>
    /// <returns>How many convolutions are 8 bits wide.</returns>
    public int Quantize(IReadOnlyDictionary<string, ActivationRange> ranges)
    {
        var wide = Activations.ToHashSet();
        var scales = new Dictionary<string, float>();
        var nodes = graph.Nodes.ToList();
        graph.Nodes.Clear();
        var convolutions = 0;
        foreach (var node in nodes)
        {
            if (node.OpType == "Conv" && wide.Contains(node.Input[0]))
            {
                QuantizeWeights(node, scales[node.Input[0]]);
                convolutions++;
            }

            for (var i = 0; i < node.Input.Count; i++)
            {
                node.Input[i] = wide.Contains(node.Input[i]) ? $"{node.Input[i]}_dq" : node.Input[i];
            }

            graph.Nodes.Add(node);
            if (wide.Contains(node.Output[0]))
            {
                scales[node.Output[0]] = QuantizeActivation(node.Output[0], ranges[node.Output[0]]);
            }
        }

        return convolutions;
    }

    private static List<string> Find(QuantGraph graph)
    {
        var found = new List<string>();
        var wide = new HashSet<string>();
        foreach (var node in graph.Nodes)
        {
            var quantized = node.OpType switch
            {
                // The first: its output begins the 8-bit part, itself it stays in float.
                "Conv" when graph.ShapeOf(node.Input[1]) is [_, 3, ..] => true,
                "Conv" => wide.Contains(node.Input[0]),
                "Add" => node.Input.All(wide.Contains),
                "Relu" => wide.Contains(node.Input[0]),
                _ => false,
            };
            if (!quantized)
            {
                continue;
            }

            wide.Add(node.Output[0]);
            // One step from convolution or sum through ReLU: what lies between is never rounded.
            var inner = node.OpType != "Relu" && graph.Readers(node.Output[0]) is [{ OpType: "Relu" }];
            if (!inner)
            {
                found.Add(node.Output[0]);
            }
        }

        return found;
    }

    private float QuantizeActivation(string name, ActivationRange range)
    {
        var scale = Math.Max((range.High - range.Low) / 255, 1e-9f);
        var zero = (byte)Math.Clamp(MathF.Round(-range.Low / scale), 0, 255);
        var (s, z) = (graph.Add($"{name}_scale", ElementType.Float, [scale]), graph.Add($"{name}_zero", ElementType.UInt8, [zero]));
        Add("QuantizeLinear", $"{name}_q", name, s, z);
        Add("DequantizeLinear", $"{name}_dq", $"{name}_q", s, z);
        return scale;
    }

    private void QuantizeWeights(NodeProto conv, float activation)
    {
        var (values, shape) = (graph.Floats(conv.Input[1]), graph.ShapeOf(conv.Input[1])!);
        var outputs = (int)shape[0];
        var taps = values.Length / outputs;
        var (scales, weights) = (new float[outputs], new sbyte[values.Length]);
        for (var o = 0; o < outputs; o++)
        {
            var row = values.AsSpan(o * taps, taps);
            var most = 1e-10f;
            foreach (var value in row)
            {
                most = Math.Max(most, Math.Abs(value));
            }

            scales[o] = most / 127;
            for (var i = 0; i < taps; i++)
            {
                weights[(o * taps) + i] = (sbyte)Math.Clamp(MathF.Round(row[i] / scales[o]), -127, 127);
            }
        }

        var name = conv.Name;
        var (s, z) = (graph.Add($"{name}_w_scale", ElementType.Float, (ReadOnlySpan<float>)scales, outputs), graph.Add($"{name}_w_zero", ElementType.Int8, (ReadOnlySpan<sbyte>)new sbyte[outputs], outputs));
        Add("DequantizeLinear", $"{name}_w", graph.Add($"{name}_w_int8", ElementType.Int8, (ReadOnlySpan<sbyte>)weights, [.. shape]), s, z);
        conv.Input[1] = $"{name}_w";
        if (conv.Input.Count > 2)
        {
            var bias = graph.Floats(conv.Input[2]);
            var biasScales = Array.ConvertAll(scales, scale => scale * activation);
            var whole = bias.Zip(biasScales, (b, scale) => (int)Math.Clamp(Math.Round((double)b / scale), int.MinValue, int.MaxValue)).ToArray();
            var bs = graph.Add($"{name}_b_scale", ElementType.Float, (ReadOnlySpan<float>)biasScales, outputs);
            var bz = graph.Add($"{name}_b_zero", ElementType.Int32, (ReadOnlySpan<int>)new int[outputs], outputs);
            Add("DequantizeLinear", $"{name}_b", graph.Add($"{name}_b_int32", ElementType.Int32, (ReadOnlySpan<int>)whole, outputs), bs, bz);
            conv.Input[2] = $"{name}_b";
        }
    }

    private void Add(string type, string output, params ReadOnlySpan<string> inputs)
    {
        var node = new NodeProto { OpType = type, Name = output, Output = { output } };
        foreach (var input in inputs)
        {
            node.Input.Add(input);
        }

        if (type == "DequantizeLinear" && graph.ShapeOf(inputs[1]) is { Count: 1 })
        {
            node.Attribute.Add(new AttributeProto { Name = "axis", Type = AttributeProto.Types.AttributeType.Int, I = 0 });
        }

        graph.Nodes.Add(node);
    }
}
