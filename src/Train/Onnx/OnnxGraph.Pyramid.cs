namespace DiCNet.Train.Onnx;

/// <content>The pyramid head.</content>
sealed partial class OnnxGraph
{
    /// <summary>
    /// Pyramid pooling and the 3x3 convolution after it: conv(concat(x, upsample(relu(conv1x1(pool(x))))...)), pooled with the bins of
    /// adaptive average pooling, upsampled bilinearly with corners not aligned. Exact up to rounding.
    /// </summary>
    /// <remarks>
    /// Upsampled branches are never made. A tap of the convolution is applied where a branch is s x s, and what is upsampled, shifted by
    /// the tap and summed are its s x s products. That map is linear and separable: rows first, then one matrix product for the columns of
    /// all branches and taps together. Maps lie turned on their side in between, so that branches are put together in whole blocks, and
    /// ONNX Runtime takes the turns into the matrix products.
    /// </remarks>
    /// <param name="x">The trunk's map [N, channels, height, width].</param>
    /// <param name="channels">Of the trunk.</param>
    /// <param name="height">Of the map.</param>
    /// <param name="width">Of the map.</param>
    /// <param name="branches">In the order of the concatenation, after the trunk.</param>
    /// <param name="weight">Of the 3x3 convolution.</param>
    /// <param name="shape">[C, channels + channels of the branches, 3, 3].</param>
    /// <param name="bias">One per output channel, or none.</param>
    public string PyramidBottleneck(
        string x, int channels, int height, int width, PyramidBranch[] branches, float[] weight, long[] shape, float[]? bias)
    {
        if (shape.Length != 4 || shape[1] != channels + branches.Sum(b => b.Channels) || shape[2] != 3 || shape[3] != 3)
        {
            throw new ArgumentException($"the bottleneck [{string.Join(", ", shape)}] does not fit a trunk of {channels} channels and its branches", nameof(shape));
        }

        var outputs = (int)shape[0];
        var bottleneck = new BottleneckWeights(weight, outputs, (int)shape[1]);
        var trunk = Conv(x, bottleneck.Channels(0, channels), [outputs, channels, 3, 3], bias, stride: 1, padding: 1, dilation: 1);
        if (branches.Length == 0)
        {
            return trunk;
        }

        var pooled = Pool(x, branches, height, width);
        var rows = new string[branches.Length];
        var (first, cell) = (channels, 0);
        for (var b = 0; b < branches.Length; b++)
        {
            var (branch, s) = (branches[b], branches[b].Scale);
            var small = Relu(Conv(DiagonalBlock(pooled, cell, s), branch.Weight, [branch.Channels, channels, 1, 1], branch.Bias, 1, 0, 1));
            var products = Conv(small, bottleneck.Taps(first, branch.Channels), [outputs * 9, branch.Channels, 1, 1], null, 1, 0, 1);
            // (output, tap column) x (tap row, row) x column, to (output, tap column) x column x row of the map.
            var turned = Transpose(Reshape(products, 0, outputs * 3, 3 * s, s), 0, 1, 3, 2);
            rows[b] = Reshape(MatMul(turned, Constant([.. Upsampling(s, height)], 3 * s, height)), 0, outputs, 3 * s, height);
            (first, cell) = (first + branch.Channels, cell + s);
        }

        var columns = branches.SelectMany(b => Upsampling(b.Scale, width)).ToArray();
        return Add(trunk, MatMul(Transpose(Concat(2, rows), 0, 1, 3, 2), Constant(columns, columns.Length / width, width)));
    }

    /// <summary>Average over scale x scale bins, those of adaptive average pooling: ONNX has no such operator.</summary>
    public string AdaptivePool(string x, int scale, int height, int width) => MatMul(
        Constant(PyramidMatrix.Pool(scale, height), scale, height), MatMul(x, Constant(Transposed(PyramidMatrix.Pool(scale, width), width), width, scale)));

    /// <summary>Bilinear enlargement, corners not aligned.</summary>
    /// <param name="x">[N, C, scale, scale].</param>
    /// <param name="scale">Of the small map.</param>
    /// <param name="height">Of the large one.</param>
    /// <param name="width">Of the large one.</param>
    public string Upsample(string x, int scale, int height, int width)
    {
        return Node("Resize", [x, "", Constant([1, 1, Factor(height), Factor(width)], 4)],
            Attribute("mode", "linear"), Attribute("coordinate_transformation_mode", "half_pixel"));

        // What comes out is rounded down: three thirds of 160 cells must not be 159.
        float Factor(int length)
        {
            var factor = (float)length / scale;
            return (double)factor * scale < length ? MathF.BitIncrement(factor) : factor;
        }
    }

    /// <summary>[N, channels, S, S], S the sum of the scales: the s x s bins of each branch lie on the diagonal.</summary>
    private string Pool(string x, PyramidBranch[] branches, int height, int width)
    {
        var bins = branches.Sum(b => b.Scale);
        var down = branches.SelectMany(b => PyramidMatrix.Pool(b.Scale, height)).ToArray();
        var across = Transposed(branches.SelectMany(b => PyramidMatrix.Pool(b.Scale, width)).ToArray(), width);
        return MatMul(Constant(down, bins, height), MatMul(x, Constant(across, width, bins)));
    }

    /// <summary>[3 s, length]: upsampling along one axis for each tap on it.</summary>
    private static IEnumerable<float> Upsampling(int s, int length) =>
        Enumerable.Range(-1, 3).SelectMany(shift => Transposed(PyramidMatrix.Upsample(s, length, shift), s));

    private static float[] Transposed(float[] matrix, int columns)
    {
        var (rows, turned) = (matrix.Length / columns, new float[matrix.Length]);
        for (var i = 0; i < matrix.Length; i++)
        {
            turned[i % columns * rows + i / columns] = matrix[i];
        }

        return turned;
    }
}
