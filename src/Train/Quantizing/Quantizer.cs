using DiCNet.Train.Onnx;

namespace DiCNet.Train.Quantizing;

/// <summary>Convolutions to 8 bits: unsigned activations, signed weights with a scale per output channel, written as QDQ nodes, which ONNX Runtime fuses.</summary>
/// <remarks>
/// In float stay the first convolutions, which read the bytes of the pictures as they are, the pooled branches and the classifier: little of
/// the work. The difference of teacher and student gets twice the room that it needs on known scenes: the unknown is what lies beyond.
/// </remarks>
sealed class Quantizer(QuantGraph graph)
{
    // Bytes of blue, green and red that count as 0, as the padding does: the mean colour, to half a step.
    private static readonly byte[] s_meanColor = [.. PicturePlanes((scale, offset) => (byte)MathF.Round(-offset / scale))];

    private readonly HashSet<string> _differences = [];

    /// <summary>The activations that become 8 bits wide, in the order of the graph.</summary>
    public IReadOnlyList<string> Activations => field ??= Find();

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
            if (ReadsPictures(node))
            {
                ReadBytes(node);
            }
            else if (node.OpType == "Conv" && wide.Contains(node.Input[0]))
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

    private bool ReadsPictures(NodeProto node) => node.OpType == "Conv" && graph.ShapeOf(node.Input[1]) is [_, 3, ..];

    // Of teacher and student, where it is whitened: what a convolution of its own follows.
    private bool IsDifference(NodeProto node) => node.OpType == "Sub" && graph.Readers(node.Output[0]) is [{ OpType: "Conv" }];

    private List<string> Find()
    {
        var found = new List<string>();
        var wide = new HashSet<string>();
        foreach (var node in graph.Nodes)
        {
            var quantized = node.OpType switch
            {
                "Conv" => ReadsPictures(node) || wide.Contains(node.Input[0]),
                "Add" => node.Input.All(wide.Contains),
                "Sub" => IsDifference(node),
                // What the pooled branches add: a sum in 8 bits needs both sides to be.
                "MatMul" => graph.Readers(node.Output[0]) is [{ OpType: "Add" }],
                "Relu" or "MaxPool" => wide.Contains(node.Input[0]),
                _ => false,
            };
            if (!quantized)
            {
                continue;
            }

            wide.Add(node.Output[0]);
            if (IsDifference(node) || _differences.Contains(node.Input[0]))
            {
                _differences.Add(node.Output[0]);
            }

            // One step from convolution or sum through ReLU: what lies between is never rounded.
            var inner = node.OpType != "Relu" && graph.Readers(node.Output[0]) is [{ OpType: "Relu" }];
            if (!inner)
            {
                found.Add(node.Output[0]);
            }
        }

        return found;
    }

    private static IEnumerable<T> PicturePlanes<T>(Func<float, float, T> of) =>
        OnnxGraph.PictureScale.Zip(OnnxGraph.PictureOffset, of).Reverse();

    /// <summary>Lets a first convolution read bytes, blue first, one operator before it: scale (p - mean colour), and what is left of the offset in its bias.</summary>
    private void ReadBytes(NodeProto conv)
    {
        const string Planes = "planes", Pictures = "planes_dq";
        if (!graph.Nodes.Any(n => n.Name == Planes))
        {
            float[] scales = [.. PicturePlanes((scale, _) => scale)];
            Add("Transpose", Planes, "frames");
            graph.Nodes[^1].Attribute.Add(new AttributeProto { Name = "perm", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 0, 3, 1, 2 } });
            Add("DequantizeLinear", Pictures, Planes,
                graph.Add($"{Planes}_scale", ElementType.Float, (ReadOnlySpan<float>)scales, 3), graph.Add($"{Planes}_zero", ElementType.UInt8, (ReadOnlySpan<byte>)s_meanColor, 3));
            graph.Nodes[^1].Attribute.Single().I = 1;
        }

        var (weights, shape) = (graph.Floats(conv.Input[1]), graph.ShapeOf(conv.Input[1])!);
        var (bias, left) = (conv.Input.Count > 2 ? graph.Floats(conv.Input[2]) : new float[shape[0]], Left());
        var (turned, taps) = (new float[weights.Length], (int)(shape[2] * shape[3]));
        for (var i = 0; i < weights.Length; i++)
        {
            var (output, plane, tap) = (i / taps / 3, 2 - (i / taps % 3), i % taps);
            turned[(((output * 3) + plane) * taps) + tap] = weights[i];
            bias[output] += weights[i] * left[plane];
        }

        while (conv.Input.Count < 3)
        {
            conv.Input.Add("");
        }

        conv.Input[0] = Pictures;
        conv.Input[1] = graph.Add($"{conv.Name}_bgr", ElementType.Float, (ReadOnlySpan<float>)turned, [.. shape]);
        conv.Input[2] = graph.Add($"{conv.Name}_bgr_bias", ElementType.Float, (ReadOnlySpan<float>)bias, bias.Length);

        static float[] Left() => [.. PicturePlanes((scale, offset) => (scale, offset)).Zip(s_meanColor, (plane, zero) => (plane.scale * zero) + plane.offset)];
    }

    private float QuantizeActivation(string name, ActivationRange range)
    {
        var room = _differences.Contains(name) ? 2 : 1;
        var scale = Math.Max(room * (range.High - range.Low) / 255, 1e-9f);
        var zero = (byte)Math.Clamp(MathF.Round(-room * range.Low / scale), 0, 255);
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
