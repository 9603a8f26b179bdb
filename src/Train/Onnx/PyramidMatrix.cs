namespace DiCNet.Train.Onnx;

/// <summary>Adaptive pooling and bilinear upsampling along one axis are linear maps; these are their matrices, row by row.</summary>
static class PyramidMatrix
{
    /// <summary>The bin <paramref name="i"/> of adaptive pooling: from its first cell to the cell after its last. Bins can overlap.</summary>
    public static (int From, int To) Bin(int i, int scale, int length) => (i * length / scale, ((i + 1) * length + scale - 1) / scale);

    /// <summary>[scale, length]: averages the cells of each bin.</summary>
    public static float[] Pool(int scale, int length)
    {
        var matrix = new float[scale * length];
        for (var i = 0; i < scale; i++)
        {
            var (from, to) = Bin(i, scale, length);
            matrix.AsSpan(i * length + from, to - from).Fill(1f / (to - from));
        }

        return matrix;
    }

    /// <summary>
    /// [length, scale]: linear upsampling, corners not aligned, read <paramref name="shift"/> cells further on; beyond the ends
    /// lie zeros, as a convolution pads them.
    /// </summary>
    public static float[] Upsample(int scale, int length, int shift)
    {
        var matrix = new float[length * scale];
        for (var cell = Math.Max(0, -shift); cell < length && cell + shift < length; cell++)
        {
            var at = Math.Max(0, (cell + shift + 0.5) * scale / length - 0.5);
            var low = Math.Min((int)at, scale - 1);
            var high = Math.Min(low + 1, scale - 1);
            matrix[cell * scale + low] += (float)(1 - (at - low));
            matrix[cell * scale + high] += (float)(at - low);
        }

        return matrix;
    }
}
