namespace DiCNet.Train.Onnx;

/// <summary>A 3x3 convolution's weights [outputs, inputs, 3, 3], taken apart by input channels.</summary>
readonly struct BottleneckWeights(float[] weight, int outputs, int inputs)
{
    /// <summary>[outputs, count, 3, 3]: some of the input channels.</summary>
    public float[] Channels(int first, int count)
    {
        var part = new float[outputs * count * 9];
        for (var o = 0; o < outputs; o++)
        {
            weight.AsSpan((o * inputs + first) * 9, count * 9).CopyTo(part.AsSpan(o * count * 9));
        }

        return part;
    }

    /// <summary>[outputs 9, count]: some of the input channels, every tap as an output channel of its own, column of taps by column.</summary>
    public float[] Taps(int first, int count)
    {
        var taps = new float[outputs * 9 * count];
        for (var i = 0; i < taps.Length; i++)
        {
            var (o, column, row, channel) = (i / count / 9, i / count / 3 % 3, i / count % 3, i % count);
            taps[i] = weight[(o * inputs + first + channel) * 9 + row * 3 + column];
        }

        return taps;
    }
}
