namespace DiCNet.Train.Onnx;

/// <content>The operators that the networks and the score are made of.</content>
sealed partial class OnnxGraph
{
    /// <summary>Convolution with square stride, padding (zeros) and dilation.</summary>
    /// <param name="x">[N, I, h, w].</param>
    /// <param name="weight">In the order of <paramref name="weightShape"/>.</param>
    /// <param name="weightShape">[O, I / groups, kernel height, kernel width].</param>
    /// <param name="bias">One per output channel, or none.</param>
    /// <param name="stride">Cells from one output to the next.</param>
    /// <param name="padding">Zeros at each border.</param>
    /// <param name="dilation">Cells from one tap to the next.</param>
    /// <param name="groups">Groups of channels that do not see each other.</param>
    public string Conv(string x, float[] weight, long[] weightShape, float[]? bias, int stride, int padding, int dilation, int groups = 1)
    {
        var w = Constant(weight, weightShape);
        return Node("Conv", bias is null ? [x, w] : [x, w, Constant(bias, weightShape[0])],
            Attribute("kernel_shape", weightShape[2], weightShape[3]),
            Attribute("strides", stride, stride),
            Attribute("pads", padding, padding, padding, padding),
            Attribute("dilations", dilation, dilation),
            Attribute("group", (long)groups));
    }

    /// <summary>Batch norm with fixed statistics, for where no convolution before it can take it in.</summary>
    public string BatchNorm(string x, float[] scale, float[] bias, float[] mean, float[] variance, float epsilon) =>
        Node("BatchNormalization",
            [x, Constant(scale, scale.Length), Constant(bias, bias.Length), Constant(mean, mean.Length), Constant(variance, variance.Length)],
            Attribute("epsilon", epsilon));

    /// <summary>max(x, 0).</summary>
    public string Relu(string x) => Node("Relu", [x]);

    /// <summary>Brings values into a range.</summary>
    public string Clip(string x, float min, float max) => Node("Clip", [x, Scalar(min), Scalar(max)]);

    /// <summary>a + b.</summary>
    public string Add(string a, string b) => Node("Add", [a, b]);

    /// <summary>a - b.</summary>
    public string Sub(string a, string b) => Node("Sub", [a, b]);

    /// <summary>a b, element by element.</summary>
    public string Mul(string a, string b) => Node("Mul", [a, b]);

    /// <summary>scale x + offset with one number each.</summary>
    public string Affine(string x, float scale, float offset) => Add(Mul(x, Scalar(scale)), Scalar(offset));

    /// <summary>scale x + offset with one number each per channel.</summary>
    public string Affine(string x, float[] scale, float[] offset) => Add(Mul(x, Channels(scale)), Channels(offset));

    /// <summary>Natural logarithm.</summary>
    public string Log(string x) => Node("Log", [x]);

    /// <summary>Puts channels behind each other.</summary>
    public string Concat(params ReadOnlySpan<string> xs) => Concat(1, xs);

    /// <summary>Puts values behind each other along an axis.</summary>
    public string Concat(int axis, ReadOnlySpan<string> xs) => xs.Length == 1 ? xs[0] : Node("Concat", xs, Attribute("axis", (long)axis));

    /// <summary>Greatest value under a square window; beyond the borders nothing counts.</summary>
    public string MaxPool(string x, int kernel, int stride, int padding) =>
        Node("MaxPool", [x], Attribute("kernel_shape", kernel, kernel), Attribute("strides", stride, stride), Attribute("pads", padding, padding, padding, padding));

    /// <summary>Matrix product over the last two axes.</summary>
    public string MatMul(string a, string b) => Node("MatMul", [a, b]);

    /// <summary>Mean over axes, which disappear.</summary>
    public string ReduceMean(string x, params ReadOnlySpan<long> axes) => Node("ReduceMean", [x], Attribute("axes", axes), Attribute("keepdims", 0L));

    /// <summary>Sum of squares over axes, which disappear.</summary>
    public string ReduceSumSquare(string x, params ReadOnlySpan<long> axes) => Node("ReduceSumSquare", [x], Attribute("axes", axes), Attribute("keepdims", 0L));

    /// <summary>log sum exp over axes, which disappear; large values do not overflow.</summary>
    public string ReduceLogSumExp(string x, params ReadOnlySpan<long> axes) => Node("ReduceLogSumExp", [x], Attribute("axes", axes), Attribute("keepdims", 0L));

    /// <summary>Another element type.</summary>
    public string Cast(string x, ElementType type) => Node("Cast", [x], Attribute("to", (long)type));

    /// <summary>Axes in another order.</summary>
    public string Transpose(string x, params ReadOnlySpan<long> order) => Node("Transpose", [x], Attribute("perm", order));

    /// <summary>Another shape; 0 keeps the size of that axis.</summary>
    public string Reshape(string x, params ReadOnlySpan<long> shape) => Node("Reshape", [x, Constant(shape)]);

    /// <summary>The block of the last two axes that starts at (start, start) and has that size.</summary>
    public string DiagonalBlock(string x, int start, int size) =>
        Node("Slice", [x, Constant(start, start), Constant(start + size, start + size), Constant(2, 3)]);

    /// <summary>Camera bytes to what the networks take: uint8 [N, H, W, 3] BGR to float [N, 3, H, W] RGB, normalised as ImageNet's trunks expect.</summary>
    public string Normalize(string frames)
    {
        // Stays apart from the first convolution: its zero padding comes after normalisation, so the offset cannot go into its bias.
        var planes = Transpose(Cast(frames, ElementType.Float), 0, 3, 1, 2);
        var rgb = Node("Gather", [planes, Constant(2, 1, 0)], Attribute("axis", 1L));
        return Affine(rgb, PictureScale, PictureOffset);
    }

    /// <summary>What a byte of red, green and blue is multiplied by: ImageNet's normalisation.</summary>
    public static float[] PictureScale { get; } = [1 / (255 * 0.229f), 1 / (255 * 0.224f), 1 / (255 * 0.225f)];

    /// <summary>What is added after that.</summary>
    public static float[] PictureOffset { get; } = [-0.485f / 0.229f, -0.456f / 0.224f, -0.406f / 0.225f];

    private string Scalar(float value) => Constant([value]);

    /// <summary>One number per channel, as an operand.</summary>
    public string Channels(float[] values) => Constant(values, values.Length, 1, 1);
}
