namespace DiCNet.Train.Onnx;

/// <summary>How much there is to calculate in a graph.</summary>
static class Work
{
    /// <summary>Work of the convolutions on one picture, in 1e9; a multiplication and an addition count as two.</summary>
    /// <remarks>Left out, as it is next to nothing: convolutions of pooled maps, and everything that is no convolution.</remarks>
    /// <param name="file">A graph that reads <c>frames</c> and whose maps keep their size but for convolutions and max pooling.</param>
    /// <param name="height">Rows of a picture.</param>
    /// <param name="width">Columns of a picture.</param>
    public static double GigaflopPerFrame(string file, int height, int width)
    {
        var graph = ModelProto.Parser.ParseFrom(File.ReadAllBytes(file)).Graph;
        var weights = graph.Initializer.ToDictionary(i => i.Name, i => i.Dims);
        var sizes = new Dictionary<string, (long Height, long Width)> { ["frames"] = (height, width) };
        var flop = 0.0;
        foreach (var node in graph.Node)
        {
            if (node.OpType is "MatMul" or "Slice" || !sizes.TryGetValue(node.Input[0], out var size))
            {
                continue;
            }

            if (node.OpType is "Conv" or "MaxPool")
            {
                size = (Out(node, size.Height, 0), Out(node, size.Width, 1));
            }

            if (node.OpType == "Conv")
            {
                flop += 2.0 * size.Height * size.Width * weights[node.Input[1]].Aggregate(1L, (product, dim) => product * dim);
            }

            sizes[node.Output[0]] = size;
        }

        return flop / 1e9;
    }

    private static long Out(NodeProto node, long length, int axis)
    {
        var reach = ((Of("kernel_shape", axis) - 1) * Of("dilations", axis)) + 1;
        return ((length + Of("pads", axis, 0) + Of("pads", axis + 2, 0) - reach) / Of("strides", axis)) + 1;

        long Of(string name, int index, long otherwise = 1) => node.Attribute.FirstOrDefault(a => a.Name == name)?.Ints[index] ?? otherwise;
    }
}
