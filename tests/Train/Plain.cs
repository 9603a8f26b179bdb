namespace DiCNet.Tests.Train;

/// <summary>The operators as plain loops in double precision: what graphs are checked against. Maps are [channels, height, width].</summary>
static class Plain
{
    public static float[] Conv(float[] x, int inputs, int height, int width, float[] weight, int outputs, int kernel, float[]? bias, int stride, int padding, int dilation, int groups = 1)
    {
        var reach = dilation * (kernel - 1) + 1;
        var (h, w) = ((height + 2 * padding - reach) / stride + 1, (width + 2 * padding - reach) / stride + 1);
        var (perGroup, y) = (inputs / groups, new float[outputs * h * w]);
        for (var o = 0; o < outputs; o++)
        {
            for (var cell = 0; cell < h * w; cell++)
            {
                double sum = bias?[o] ?? 0;
                for (var k = 0; k < perGroup * kernel * kernel; k++)
                {
                    var i = o / (outputs / groups) * perGroup + k / (kernel * kernel);
                    var row = cell / w * stride - padding + k / kernel % kernel * dilation;
                    var column = cell % w * stride - padding + k % kernel * dilation;
                    if (row >= 0 && row < height && column >= 0 && column < width)
                    {
                        sum += (double)weight[o * perGroup * kernel * kernel + k] * x[(i * height + row) * width + column];
                    }
                }

                y[o * h * w + cell] = (float)sum;
            }
        }

        return y;
    }

    /// <summary>Cell r, c of bin i, j belongs when floor(i L / s) &lt;= r &lt; ceil((i + 1) L / s).</summary>
    public static float[] AdaptivePool(float[] x, int channels, int height, int width, int scale)
    {
        var y = new float[channels * scale * scale];
        for (var k = 0; k < y.Length; k++)
        {
            var (i, j, sum, count) = (k / scale % scale, k % scale, 0.0, 0);
            for (var row = (int)Math.Floor((double)i * height / scale); row < (int)Math.Ceiling((i + 1.0) * height / scale); row++)
            {
                for (var column = (int)Math.Floor((double)j * width / scale); column < (int)Math.Ceiling((j + 1.0) * width / scale); column++)
                {
                    sum += x[(k / (scale * scale) * height + row) * width + column];
                    count++;
                }
            }

            y[k] = (float)(sum / count);
        }

        return y;
    }

    /// <summary>Bilinear, corners not aligned, from scale x scale.</summary>
    public static float[] Upsample(float[] x, int channels, int scale, int height, int width)
    {
        var y = new float[channels * height * width];
        for (var k = 0; k < y.Length; k++)
        {
            var (top, bottom, down) = At(k / width % height, height);
            var (left, right, across) = At(k % width, width);
            var map = x.AsSpan(k / (height * width) * scale * scale, scale * scale);
            y[k] = (float)((1 - down) * ((1 - across) * map[top * scale + left] + across * map[top * scale + right])
                + down * ((1 - across) * map[bottom * scale + left] + across * map[bottom * scale + right]));
        }

        return y;

        (int Low, int High, double Part) At(int cell, int length)
        {
            var at = Math.Max(0, (cell + 0.5) * scale / length - 0.5);
            return ((int)at, Math.Min((int)at + 1, scale - 1), at - (int)at);
        }
    }

    public static float[] Relu(float[] x) => [.. x.Select(v => Math.Max(v, 0))];
}
